package rekey.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Page;
import rekey.sandbox.aws.TextRule;

/** The operations on rules. Lists come in pages of 100 unless the caller asks for fewer. */
final class RuleOperations {
    private static final int MAX_PAGE = 100;
    private static final List<String> MANDATORY =
            List.of("id", "account", "source", "time", "region", "resources", "detail-type");

    private final EventBridge events;

    RuleOperations(EventBridge events) {
        this.events = events;
    }

    ObjectNode put(AwsRequest request) {
        AwsInput input = request.members();
        input.allowOnly("Name", "EventBusName", "EventPattern", "ScheduleExpression", "State", "Description", "Tags");
        String name = allowedName(request, "Name");
        Rule rule = events.put(
                Rule.read(input, input.optionalText("EventPattern", EventPattern.RULE), request.region(), name));
        return AwsJson.object().put("RuleArn", rule.arn());
    }

    ObjectNode delete(AwsRequest request) {
        String name = allowedName(request, "Name");
        events.book(request.region()).removeWithoutTargets(name);
        return AwsJson.object();
    }

    ObjectNode describe(AwsRequest request) {
        String name = allowedName(request, "Name");
        return events.book(request.region()).get(name).json().put("CreatedBy", AwsAccount.ID);
    }

    ObjectNode list(AwsRequest request) {
        AwsInput input = request.members();
        checkAll(request);
        String prefix = input.optionalText("NamePrefix", Rule.NAME).orElse("");
        List<Rule> rules = events.book(request.region()).all().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        Page<Rule> page = page(rules, Rule::name, input);
        ObjectNode answer = AwsJson.object();
        page.items().forEach(rule -> answer.withArray("/Rules").add(rule.json()));
        return finished(answer, "Rules", page);
    }

    ObjectNode enable(AwsRequest request) {
        events.enable(request.region(), allowedName(request, "Name"), true);
        return AwsJson.object();
    }

    ObjectNode disable(AwsRequest request) {
        events.enable(request.region(), allowedName(request, "Name"), false);
        return AwsJson.object();
    }

    ObjectNode test(AwsRequest request) {
        AwsInput input = request.members();
        events.iam().check(request.caller(), "events:TestEventPattern", "*");
        EventPattern pattern = new EventPattern(input.text("EventPattern", EventPattern.RULE));
        return AwsJson.object().put("Result", pattern.matches(event(input.text("Event", TextRule.ANY))));
    }

    private static String event(String text) {
        try {
            JsonNode event = AwsJson.read(text);
            Optional<String> missing =
                    MANDATORY.stream().filter(member -> !event.has(member)).findFirst();
            if (missing.isPresent()) {
                throw AwsError.invalid("Parameter Event is not valid. Reason: " + missing.get() + " is missing.");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw AwsError.invalid("Parameter Event is not valid.");
        }
    }

    /** The rule's name that the request holds, once it is clear that the caller may. */
    private String allowedName(AwsRequest request, String member) {
        return allowedName(events, request, member);
    }

    static String allowedName(EventBridge events, AwsRequest request, String member) {
        AwsInput input = request.members();
        String name = input.text(member, Rule.NAME);
        events.iam().check(request.caller(), "events:" + request.operation(), Rule.arn(request.region(), name));
        BusName.check(input, request.region());
        return name;
    }

    private void checkAll(AwsRequest request) {
        checkAll(events, request);
    }

    static void checkAll(EventBridge events, AwsRequest request) {
        events.iam().check(request.caller(), "events:" + request.operation(), Rule.arn(request.region(), "*"));
        BusName.check(request.members(), request.region());
    }

    static <T> Page<T> page(List<T> sorted, Function<T, String> key, AwsInput input) {
        AwsError invalid = AwsError.invalid("Parameter NextToken is not valid.");
        input.optionalText("NextToken", TextRule.length(1, 2048));
        return Page.of(
                sorted, key, input.integer("Limit", 1, MAX_PAGE, MAX_PAGE), Page.after(input, token -> token, invalid));
    }

    static ObjectNode finished(ObjectNode answer, String member, Page<?> page) {
        answer.withArray("/" + member);
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }
}
