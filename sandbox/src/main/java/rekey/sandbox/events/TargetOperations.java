package rekey.sandbox.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Page;

/** The operations on targets. A target that is not there is as good as removed. */
final class TargetOperations {
    private final EventBridge events;

    TargetOperations(EventBridge events) {
        this.events = events;
    }

    ObjectNode put(AwsRequest request) {
        request.members().allowOnly("Rule", "EventBusName", "Targets");
        String rule = RuleOperations.allowedName(events, request, "Rule");
        AwsInput input = request.members();
        if (!input.has("Targets")) {
            throw AwsError.constraint("targets", "Member must not be null");
        }
        input.structures("Targets", 1, 100);
        events.book(request.region()).get(rule);
        List<Target> targets = Target.readAll(request.input(), request.region());
        events.book(request.region()).change(rule, old -> old.adding(targets));
        return noneFailed();
    }

    ObjectNode remove(AwsRequest request) {
        String rule = RuleOperations.allowedName(events, request, "Rule");
        List<String> ids = request.members().texts("Ids", 1, 100, Target.ID);
        events.book(request.region()).change(rule, old -> old.removing(ids));
        return noneFailed();
    }

    ObjectNode list(AwsRequest request) {
        String rule = RuleOperations.allowedName(events, request, "Rule");
        List<Target> targets =
                List.copyOf(events.book(request.region()).get(rule).targets().values());
        Page<Target> page = RuleOperations.page(targets, Target::id, request.members());
        ObjectNode answer = AwsJson.object();
        page.items().forEach(target -> answer.withArray("/Targets").add(target.json()));
        return RuleOperations.finished(answer, "Targets", page);
    }

    ObjectNode ruleNames(AwsRequest request) {
        AwsInput input = request.members();
        RuleOperations.checkAll(events, request);
        String arn = input.text("TargetArn", TargetArn.RULE);
        List<String> names = events.book(request.region()).all().stream()
                .filter(rule -> rule.targets().values().stream()
                        .anyMatch(target -> target.arn().equals(arn)))
                .map(Rule::name)
                .toList();
        Page<String> page = RuleOperations.page(names, name -> name, input);
        ObjectNode answer = AwsJson.object();
        page.items().forEach(answer.withArray("/RuleNames")::add);
        return RuleOperations.finished(answer, "RuleNames", page);
    }

    private static ObjectNode noneFailed() {
        ObjectNode answer = AwsJson.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }
}
