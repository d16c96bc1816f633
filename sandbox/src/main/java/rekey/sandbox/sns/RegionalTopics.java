package rekey.sandbox.sns;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import rekey.credential.Secret;
import rekey.sandbox.aws.AwsAccount;

/**
 * The topics of one region and the subscriptions to them. What is not confirmed in two days is gone. Safe for use by several
 * threads: one thing happens after the other.
 */
final class RegionalTopics {
    /** The half of the hexadecimal digits of a token of SNS. */
    private static final int TOKEN_BYTES = 144;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final TreeMap<String, Topic> topics = new TreeMap<>();
    private final TreeMap<Long, Subscription> subscriptions = new TreeMap<>();
    private long lastNumber;

    RegionalTopics(Clock clock) {
        this.clock = clock;
    }

    /** Makes a topic, unless there is one of this name whose attributes are the same where they are given. */
    synchronized void create(TopicArn arn, Map<String, String> attributes) {
        Topic topic = topics.computeIfAbsent(arn.name(), name -> new Topic(arn, attributes, 0));
        if (!topic.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw Refusals.invalidParameter("Attributes Reason: Topic already exists with different attributes");
        }
    }

    /** In the order of their names. */
    synchronized List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    /** A topic's own attributes and what SNS adds to them. */
    synchronized Map<String, String> describe(TopicArn arn) {
        Topic topic = topic(arn);
        List<Subscription> to = subscriptions(arn);
        long pending = to.stream().filter(Subscription::isPending).count();
        Map<String, String> described = new TreeMap<>(Map.of(
                "TopicArn", arn.toString(),
                "Owner", AwsAccount.ID,
                "DisplayName", "",
                "SubscriptionsConfirmed", Long.toString(to.size() - pending),
                "SubscriptionsPending", Long.toString(pending),
                "SubscriptionsDeleted", Integer.toString(topic.unsubscribed())));
        described.putAll(topic.attributes());
        return described;
    }

    /** Deletes a topic with its subscriptions, if it is there. */
    synchronized void delete(TopicArn arn) {
        topics.remove(arn.name());
        subscriptions.values().removeIf(subscription -> subscription.topic().equals(arn));
    }

    /** Subscribes an endpoint; one that is subscribed already stays so, and is mailed anew if it is pending. */
    synchronized Subscription subscribe(TopicArn arn, Channel channel, String endpoint) {
        topic(arn);
        Instant now = clock.instant();
        Subscription subscription = find(to(arn, endpoint).and(candidate -> candidate.channel() == channel))
                .map(known -> known.isPending() ? known.pendingSince(now) : known)
                .orElseGet(() -> new Subscription(
                        ++lastNumber,
                        arn + ":" + UUID.randomUUID(),
                        arn,
                        channel,
                        endpoint,
                        token(),
                        channel.mustBeConfirmed() ? Optional.of(now) : Optional.empty()));
        subscriptions.put(subscription.number(), subscription);
        return subscription;
    }

    /** Confirms the subscription that the token was made for; once more does no harm. */
    synchronized Subscription confirm(TopicArn arn, String token) {
        topic(arn);
        Secret given = Secret.of(token);
        return confirm(find(subscription ->
                        subscription.topic().equals(arn) && subscription.token().equals(given))
                .orElseThrow(() -> Refusals.invalidParameter("Token")));
    }

    /** Confirms the subscription of an address, as its owner does with the link in the mail. */
    synchronized Subscription confirmAt(TopicArn arn, String endpoint) {
        return confirm(at(arn, endpoint));
    }

    /** The subscription of an address or number. */
    synchronized Subscription at(TopicArn arn, String endpoint) {
        topic(arn);
        return find(to(arn, endpoint)).orElseThrow(Refusals::noSubscription);
    }

    /** Deletes a subscription, if it is there. */
    synchronized void unsubscribe(String subscriptionArn) {
        find(subscription -> subscription.arn().equals(subscriptionArn)).ifPresent(subscription -> {
            subscriptions.remove(subscription.number());
            topics.computeIfPresent(subscription.topic().name(), (name, topic) -> topic.withOneLess());
        });
    }

    /** All of the region, the oldest first. */
    synchronized List<Subscription> subscriptions() {
        Instant now = clock.instant();
        subscriptions.values().removeIf(subscription -> subscription.isExpired(now));
        return List.copyOf(subscriptions.values());
    }

    /** Those of one topic, the oldest first. */
    synchronized List<Subscription> subscriptions(TopicArn arn) {
        topic(arn);
        return subscriptions().stream()
                .filter(subscription -> subscription.topic().equals(arn))
                .toList();
    }

    private Topic topic(TopicArn arn) {
        return Optional.ofNullable(topics.get(arn.name())).orElseThrow(Refusals::noTopic);
    }

    private Optional<Subscription> find(Predicate<Subscription> wanted) {
        return subscriptions().stream().filter(wanted).min(Comparator.comparingLong(Subscription::number));
    }

    private static Predicate<Subscription> to(TopicArn arn, String endpoint) {
        return subscription ->
                subscription.topic().equals(arn) && subscription.endpoint().equals(endpoint);
    }

    private Subscription confirm(Subscription subscription) {
        Subscription confirmed = subscription.confirmed();
        subscriptions.put(confirmed.number(), confirmed);
        return confirmed;
    }

    private static Secret token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
