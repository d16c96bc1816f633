package rekey.sandbox.sns;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;

/**
 * {@link Sns} over the network: what <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">SNS's API</a> has on
 * standard topics and their subscriptions by email and SMS, which are listed, confirmed or pending. Publishing is not here.
 * Topic policies and tags are not kept: whoever calls may. Safe for use by several threads.
 */
public final class SnsService implements AwsQueryService {
    private final TreeMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations = new TreeMap<>();

    public SnsService(Sns sns) {
        TopicOperations topics = new TopicOperations(sns);
        SubscriptionOperations subscriptions = new SubscriptionOperations(sns);
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
}
