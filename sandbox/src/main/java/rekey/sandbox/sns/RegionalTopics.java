package rekey.sandbox.sns;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
    private final List<Subscription> left = new ArrayList<>();
    private long lastNumber;

    RegionalTopics(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes a topic, unless there is one of this name whose attributes are the same where they are given.
     *
     * @return whether it was not there yet
     */
    synchronized boolean create(TopicArn arn, Map<String, String> attributes) {
        Topic known = topics.putIfAbsent(arn.name(), new Topic(arn, attributes, 0));
        if (known != null && !known.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw Refusals.otherAttributes();
        }
        return known == null;
    }

    /** Changes an attribute, or removes it when the value is empty. */
    synchronized void change(TopicArn arn, String attribute, String value) {
        topics.put(arn.name(), topic(arn).with(attribute, value));
    }

    /** In the order of their names. */
    synchronized List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    /** A topic's own attributes and what SNS adds to them, but its policy. */
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
        left.removeIf(subscription -> subscription.topic().equals(arn));
    }

    /** Subscribes an endpoint; one that is subscribed already stays so, and is mailed anew if it is pending. */
    synchronized Subscription subscribe(TopicArn arn, Channel channel, String endpoint) {
        topic(arn);
        Instant now = clock.instant();
        // Its old mails bring it back no more: it would be there twice.
        left.removeIf(to(arn, endpoint));
        Subscription subscription = find(to(arn, endpoint).and(candidate -> candidate.channel() == channel))
                .map(known -> known.isPending() ? known.pendingSince(now) : known)
                .orElseGet(() -> new Subscription(
                        ++lastNumber,
                        arn + ":" + UUID.randomUUID(),
                        arn,
                        channel,
                        endpoint,
                        token(),
                        false,
                        channel.mustBeConfirmed() ? Optional.of(now) : Optional.empty()));
        subscriptions.put(subscription.number(), subscription);
        return subscription;
    }

    /**
     * Confirms the subscription that the token was made for, also one that was left; once more does no harm.
     *
     * @param guarded whether to leave it needs a signature from then on
     */
    synchronized Subscription confirm(TopicArn arn, String token, boolean guarded) {
        topic(arn);
        Secret given = Secret.of(token);
        Predicate<Subscription> itsOwn = subscription ->
                subscription.topic().equals(arn) && subscription.token().equals(given);
        Instant now = clock.instant();
        left.removeIf(subscription -> subscription.isExpired(now));
        Subscription asked = find(itsOwn)
                .or(() -> left.stream().filter(itsOwn).findFirst())
                .orElseThrow(() -> Refusals.invalidParameter("Token"));
        left.remove(asked);
        return confirm(guarded ? asked.guardedByOwner() : asked);
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
    synchronized Optional<Subscription> unsubscribe(String subscriptionArn) {
        Optional<Subscription> found = find(subscription -> subscription.arn().equals(subscriptionArn));
        found.ifPresent(subscription -> {
            subscriptions.remove(subscription.number());
            topics.computeIfPresent(subscription.topic().name(), (name, topic) -> topic.withOneLess());
        });
        return found;
    }

    /**
     * Deletes a subscription as the link in its mails does: without a signature, and so that its token brings it back as long
     * as one is valid. Empty when it is not there.
     */
    synchronized Optional<Subscription> leave(String subscriptionArn) {
        find(subscription -> subscription.arn().equals(subscriptionArn) && subscription.guarded())
                .ifPresent(subscription -> {
                    throw Refusals.notAuthorized(
                            "This subscription was confirmed so that ending it needs a signature.");
                });
        Optional<Subscription> found = unsubscribe(subscriptionArn);
        found.ifPresent(subscription -> left.add(subscription.pendingSince(clock.instant())));
        return found;
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

    synchronized Topic topic(TopicArn arn) {
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
