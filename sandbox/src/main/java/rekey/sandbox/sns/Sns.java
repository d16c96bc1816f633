package rekey.sandbox.sns;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import rekey.credential.Secret;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;

/**
 * The topics and subscriptions of every region, for use in process as the receivers of the mails use them, and through
 * {@link SnsService}. Nothing is sent.
 *
 * <p>Every method throws {@link AwsError}: {@code InvalidParameter} when the ARN is no topic's, {@code NotFound} when there
 * is no such topic or subscription. Safe for use by several threads.
 */
public final class Sns {
    private final Clock clock;
    private final ConcurrentHashMap<String, RegionalTopics> regions = new ConcurrentHashMap<>();

    /** The clock decides when a subscription that was not confirmed is gone: after two days. */
    public Sns(Clock clock) {
        this.clock = clock;
    }

    /** Deletes a subscription, if it is there. */
    public void unsubscribe(String subscriptionArn) {
        in(TopicArn.elements(subscriptionArn, "SubscriptionArn")[TopicArn.REGION])
                .unsubscribe(subscriptionArn);
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

    RegionalTopics of(AwsRequest request) {
        return in(request.region());
    }

    private RegionalTopics in(String region) {
        return regions.computeIfAbsent(region, name -> new RegionalTopics(clock));
    }
}
