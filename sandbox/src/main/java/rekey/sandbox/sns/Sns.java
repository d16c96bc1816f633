package rekey.sandbox.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import rekey.credential.Secret;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;

/**
 * The topics and subscriptions of every region, and the {@linkplain #inbox inbox} of all who are subscribed, for use in
 * process and through {@link SnsService}. What is published reaches whoever has confirmed, before the call returns.
 *
 * <p>In process nobody is asked who makes a topic or a subscription; publishing is judged as over the network. Every method
 * throws {@link AwsError}: {@code InvalidParameter} when the ARN is no topic's, {@code NotFound} when there is no such
 * topic or subscription. Safe for use by several threads.
 */
public final class Sns {
    private final Clock clock;
    private final Iam iam;
    private final Access access;
    private final Post post;
    private final ConcurrentHashMap<String, RegionalTopics> regions = new ConcurrentHashMap<>();

    /**
     * @param clock tells when mails arrive, and when a subscription that was not confirmed is gone: after two days
     * @param endpoint where the links in mails lead; asked for when one is sent
     * @param metrics where deliveries are counted
     */
    public Sns(Clock clock, Iam iam, Kms kms, Supplier<URI> endpoint, DeliveryMetrics metrics) {
        this(clock, iam, new Access(iam::refusal, kms), endpoint, metrics);
    }

    Sns(Clock clock, Iam iam, Access access, Supplier<URI> endpoint, DeliveryMetrics metrics) {
        this.clock = clock;
        this.iam = iam;
        this.access = access;
        this.post = new Post(clock, endpoint, metrics);
    }

    /** What people received. */
    public Inbox inbox() {
        return post.inbox();
    }

    /**
     * Makes a topic, unless there is one of this name whose attributes are the same where they are given.
     *
     * @param attributes {@code DisplayName}, {@code KmsMasterKeyId}, {@code Policy}; may be empty
     * @return its ARN
     */
    public String createTopic(String region, String name, Map<String, String> attributes) {
        TopicArn arn = new TopicArn(region, name);
        Map<String, String> own = TopicAttributes.checked(attributes);
        Optional<JsonNode> policy =
                Optional.ofNullable(own.remove(TopicAttributes.POLICY)).map(TopicAttributes::policy);
        if (in(region).create(arn, own)) {
            put(arn, policy.orElseGet(() -> TopicAttributes.defaultPolicy(arn)), policy.isEmpty() ? Iam.BY_AWS : name);
        } else if (policy.isPresent() && !policy.equals(iam.resourcePolicy(arn.toString()))) {
            throw Refusals.otherAttributes();
        }
        return arn.toString();
    }

    /** Deletes a topic with its policy and its subscriptions, if it is there. */
    public void deleteTopic(String topicArn) {
        TopicArn arn = TopicArn.parse(topicArn);
        in(arn.region()).delete(arn);
        iam.deleteResourcePolicy(topicArn);
    }

    /**
     * Sets who may do what with a topic.
     *
     * @param origin what made the policy, for the report of {@link Iam}: a logical id
     */
    public void setPolicy(String topicArn, JsonNode policy, String origin) {
        TopicArn arn = TopicArn.parse(topicArn);
        in(arn.region()).topic(arn);
        put(arn, policy, origin);
    }

    /**
     * Subscribes an address, which is sent a mail to confirm, or a number, which need not confirm.
     *
     * @param protocol {@code email} or {@code sms}
     * @return the subscription's ARN, also while it is pending
     */
    public String subscribe(String topicArn, String protocol, String endpoint) {
        Channel channel = Channel.of(protocol);
        return subscribe(TopicArn.parse(topicArn), channel, channel.checked(endpoint))
                .arn();
    }

    /** Publishes a text to all who are subscribed, an email with SNS's subject where none is given. Returns its id. */
    public String publish(Caller caller, String topicArn, Optional<String> subject, String message) {
        return publish(caller, topicArn, subject, message, Optional.empty());
    }

    /**
     * As the other, with a text for each way to be subscribed.
     *
     * @param message a JSON object with a text each for {@code default} and, if they are to differ, {@code email} and {@code
     *     sms}
     * @param structure {@code json}; empty when the message is a text
     */
    public String publish(
            Caller caller, String topicArn, Optional<String> subject, String message, Optional<String> structure) {
        return publish(
                caller, TopicArn.parse(topicArn), Notification.of(subject, message, structure, MessageAttributes.NONE));
    }

    /** Confirms a subscription, as its receiver does with the link in the mail. Returns its ARN. */
    public String confirm(String topicArn, String endpoint) {
        TopicArn arn = TopicArn.parse(topicArn);
        return in(arn.region()).confirmAt(arn, endpoint).arn();
    }

    /** The token in the link that the receiver was mailed. */
    public Secret confirmationToken(String topicArn, String endpoint) {
        TopicArn arn = TopicArn.parse(topicArn);
        return in(arn.region()).at(arn, endpoint).token();
    }

    private void put(TopicArn arn, JsonNode policy, String origin) {
        try {
            iam.putResourcePolicy(arn.toString(), policy, origin);
        } catch (AwsError error) {
            throw Refusals.invalidParameter("Policy Error: " + error.getMessage());
        }
    }

    /** All that is known of a topic, its policy included. */
    Map<String, String> describe(TopicArn arn) {
        Map<String, String> described = in(arn.region()).describe(arn);
        iam.resourcePolicy(arn.toString())
                .ifPresent(policy -> described.put(TopicAttributes.POLICY, policy.toString()));
        return described;
    }

    Access access() {
        return access;
    }

    RegionalTopics in(String region) {
        return regions.computeIfAbsent(region, name -> new RegionalTopics(clock));
    }

    Subscription subscribe(TopicArn arn, Channel channel, String endpoint) {
        Subscription subscription = in(arn.region()).subscribe(arn, channel, endpoint);
        if (subscription.isPending()) {
            post.askForConfirmation(in(arn.region()).topic(arn), subscription);
        }
        return subscription;
    }

    String publish(Caller caller, TopicArn arn, Notification notification) {
        access.check(caller, "Publish", arn);
        Topic topic = in(arn.region()).topic(arn);
        topic.keyId().ifPresent(key -> access.checkKey(caller, arn, key));
        post.countPublished(topic);
        in(arn.region()).subscriptions(arn).stream()
                .filter(subscription -> !subscription.isPending())
                .forEach(subscription -> post.deliver(topic, subscription, notification));
        return UUID.randomUUID().toString();
    }

    String publishTo(String number, Caller caller, Notification notification) {
        access.check(caller, "Publish", Access.EVERYTHING, Map.of());
        post.deliver(number, notification);
        return UUID.randomUUID().toString();
    }

    /** Ends a subscription as the link in a mail does, and says so to the address that the link was sent to. */
    void unsubscribeByLink(TopicArn arn, String subscriptionArn) {
        Topic topic = in(arn.region()).topic(arn);
        in(arn.region()).leave(subscriptionArn).ifPresent(subscription -> post.sayGoodbye(topic, subscription));
    }
}
