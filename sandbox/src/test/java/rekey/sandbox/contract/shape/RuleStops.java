package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge. */
final class RuleStops {
    private static final String PATTERN =
            "{\"source\":[\"aws.ssm\"],\"detail-type\":[\"Parameter Store Policy Action\"]}";
    private static final String EVENT = "{\"id\":\"6a7e8feb-b491-4cf7-a9f1-bf3703467718\","
            + "\"detail-type\":\"Parameter Store Policy Action\",\"source\":\"aws.ssm\",\"account\":\"123456789012\","
            + "\"time\":\"2027-04-24T16:43:48Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":{}}";
    private static final Target TARGET = Target.builder()
            .id("Target0")
            .arn("arn:aws:sns:us-east-1:123456789012:none")
            .inputTransformer(transformer -> transformer
                    .inputPathsMap(Map.of("name", "$.detail.parameter-name"))
                    .inputTemplate("\"rekey put <name>\""))
            .build();

    private final Tour tour;
    private final EventBridgeClient events;

    RuleStops(Tour tour) {
        this.tour = tour;
        events = tour.client(EventBridgeClient::builder);
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("AWSEvents.PutRule", this::put);
        stops.put("AWSEvents.DescribeRule", this::describe);
        stops.put("AWSEvents.ListRules", this::list);
        stops.put("AWSEvents.EnableRule", () -> events.enableRule(request -> request.name(newRule())));
        stops.put("AWSEvents.DisableRule", () -> events.disableRule(request -> request.name(newRule())));
        stops.put("AWSEvents.PutTargets", this::putTargets);
        stops.put("AWSEvents.ListTargetsByRule", this::targets);
        stops.put("AWSEvents.ListRuleNamesByTarget", this::rulesOfTarget);
        stops.put("AWSEvents.RemoveTargets", this::removeTargets);
        stops.put("AWSEvents.DeleteRule", this::delete);
        stops.put("AWSEvents.PutEvents", this::putEvents);
        stops.put("AWSEvents.TestEventPattern", this::tryPattern);
        stops.put("AWSEvents.ListEventBuses", () -> events.listEventBuses(request -> {}));
        stops.put("AWSEvents.DescribeEventBus", () -> events.describeEventBus(request -> {}));
    }

    private void put() {
        events.putRule(request -> request.name(tour.newName())
                .description("what it is for")
                .eventPattern(PATTERN)
                .state(RuleState.ENABLED));
        refused(() -> events.putRule(request -> request.name(tour.newName()).eventPattern("{\"source\":\"aws.ssm\"}")));
        refused(() -> events.putRule(request -> request.name(tour.newName())));
    }

    private void describe() {
        events.describeRule(request -> request.name(newRule()));
        refused(() -> events.describeRule(request -> request.name("none")));
    }

    private void list() {
        newRule();
        newRule();
        String next = events.listRules(request -> request.namePrefix("tour-").limit(1))
                .nextToken();
        events.listRules(request -> request.namePrefix("tour-").nextToken(next));
    }

    private void putTargets() {
        events.putTargets(request -> request.rule(newRule()).targets(TARGET));
        refused(() -> events.putTargets(request -> request.rule("none").targets(TARGET)));
    }

    private void targets() {
        String rule = newRule();
        events.putTargets(request -> request.rule(rule).targets(TARGET));
        events.listTargetsByRule(request -> request.rule(rule).limit(10));
        refused(() -> events.listTargetsByRule(request -> request.rule("none")));
    }

    private void rulesOfTarget() {
        String rule = newRule();
        events.putTargets(request -> request.rule(rule).targets(TARGET));
        events.listRuleNamesByTarget(request -> request.targetArn(TARGET.arn()));
    }

    private void removeTargets() {
        String rule = newRule();
        events.putTargets(request -> request.rule(rule).targets(TARGET));
        events.removeTargets(request -> request.rule(rule).ids("Target0"));
        refused(() -> events.removeTargets(request -> request.rule("none").ids("Target0")));
    }

    private void delete() {
        events.deleteRule(request -> request.name(newRule()));
    }

    private void putEvents() {
        events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                .source("it.rekey")
                .detailType("Tour")
                .detail("{}")
                .build()));
    }

    private void tryPattern() {
        events.testEventPattern(request -> request.eventPattern(PATTERN).event(EVENT));
        refused(() ->
                events.testEventPattern(request -> request.eventPattern("{").event(EVENT)));
    }

    private String newRule() {
        String name = tour.newName();
        events.putRule(request -> request.name(name).eventPattern(PATTERN));
        return name;
    }
}
