package rekey.sandbox.sns;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;

/**
 * {@link Sns} over the network: what <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">SNS's API</a> has on
 * standard topics, their subscriptions by email and SMS, which are confirmed or pending, and publishing to them. Every
 * operation is judged by the policies of the caller and of the topic; a mail's links need no signature. Tags are not kept.
 * Safe for use by several threads.
 */
public final class SnsService implements AwsQueryService {
    private final TreeMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations = new TreeMap<>();

    private final Map<String, Function<AwsInput, Consumer<AwsXml>>> unsigned;

    public SnsService(Sns sns) {
        TopicOperations topics = new TopicOperations(sns);
        SubscriptionOperations subscriptions = new SubscriptionOperations(sns);
        PublishOperations publishing = new PublishOperations(sns);
        operations.putAll(Map.of(
                "SetTopicAttributes", topics::change,
                "Publish", publishing::publish,
                "PublishBatch", publishing::publishBatch));
        unsigned = Map.of(
                "ConfirmSubscription", subscriptions::confirmUnsigned,
                "Unsubscribe", subscriptions::unsubscribeUnsigned);
        operations.putAll(Map.of(
                "CreateTopic", topics::create,
                "ListTopics", topics::list,
                "GetTopicAttributes", topics::describe,
                "DeleteTopic", topics::delete,
                "Subscribe", subscriptions::subscribe,
                "ConfirmSubscription", subscriptions::confirm,
                "ListSubscriptions", subscriptions::list,
                "ListSubscriptionsByTopic", subscriptions::listByTopic,
                "Unsubscribe", subscriptions::unsubscribe));
    }

    @Override
    public String name() {
        return "SNS";
    }

    @Override
    public String version() {
        return "2010-03-31";
    }

    @Override
    public String namespace() {
        return "http://sns.amazonaws.com/doc/2010-03-31/";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }

    @Override
    public Map<String, Function<AwsInput, Consumer<AwsXml>>> unsignedOperations() {
        return unsigned;
    }
}
