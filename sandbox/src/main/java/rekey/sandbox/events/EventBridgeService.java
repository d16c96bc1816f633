package rekey.sandbox.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.sandbox.aws.AwsJsonService;
import rekey.sandbox.aws.AwsRequest;

/**
 * {@link EventBridge} over the network: the operations of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html">its API</a> on events, rules and
 * targets of the default bus. Callers may do what IAM allows them. Safe for use by several threads.
 */
public final class EventBridgeService implements AwsJsonService {
    private final TreeMap<String, Function<AwsRequest, ObjectNode>> operations = new TreeMap<>();

    public EventBridgeService(EventBridge events) {
        RuleOperations rules = new RuleOperations(events);
        TargetOperations targets = new TargetOperations(events);
        PutEvents putEvents = new PutEvents(events);
        operations.putAll(Map.of(
                "PutRule", rules::put,
                "DeleteRule", rules::delete,
                "DescribeRule", rules::describe,
                "ListRules", rules::list,
                "EnableRule", rules::enable,
                "DisableRule", rules::disable,
                "TestEventPattern", rules::test));
        operations.putAll(Map.of(
                "PutTargets", targets::put,
                "RemoveTargets", targets::remove,
                "ListTargetsByRule", targets::list,
                "ListRuleNamesByTarget", targets::ruleNames,
                "PutEvents", putEvents::answer));
    }

    @Override
    public String targetPrefix() {
        return "AWSEvents";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, ObjectNode>> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }
}
