package rekey.sandbox.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * A rule on the default bus: which events, or when, and what it invokes.
 *
 * @param schedule a rate or cron expression, in UTC
 * @param armed changes whenever its schedule begins anew
 */
record Rule(
        String region,
        String name,
        Optional<EventPattern> pattern,
        Optional<String> schedule,
        Optional<String> description,
        boolean enabled,
        SortedMap<String, Target> targets,
        long armed) {
    static final TextRule NAME = TextRule.length(1, 64).matching("[\\.\\-_A-Za-z0-9]+");
    static final TextRule SCHEDULE = TextRule.length(0, 256);
    static final TextRule DESCRIPTION = TextRule.length(0, 512);
    static final TextRule STATE = TextRule.oneOf("ENABLED", "DISABLED");

    private static final int MAX_TARGETS = 5;

    Rule {
        if (pattern.isEmpty() && schedule.isEmpty()) {
            throw AwsError.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (targets.size() > MAX_TARGETS) {
            throw AwsError.refused(
                    "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /**
     * Reads what PutRule and CloudFormation write alike, without targets and not armed.
     *
     * @param pattern which they do not write alike; empty for none
     */
    static Rule read(AwsInput input, Optional<String> pattern, String region, String name) {
        return new Rule(
                region,
                name,
                pattern.filter(text -> !text.isEmpty()).map(EventPattern::new),
                input.optionalText("ScheduleExpression", SCHEDULE).filter(text -> !text.isEmpty()),
                input.optionalText("Description", DESCRIPTION),
                !input.optionalText("State", STATE).orElse("ENABLED").equals("DISABLED"),
                Collections.emptySortedMap(),
                0);
    }

    static String arn(String region, String name) {
        return AwsAccount.arn("events", region, "rule/" + name);
    }

    String arn() {
        return arn(region, name);
    }

    boolean matches(String event) {
        return enabled && pattern.isPresent() && pattern.get().matches(event);
    }

    Rule armed(long number) {
        return new Rule(region, name, pattern, schedule, description, enabled, targets, number);
    }

    Rule enabled(boolean on) {
        return new Rule(region, name, pattern, schedule, description, on, targets, armed);
    }

    Rule with(SortedMap<String, Target> others) {
        return new Rule(region, name, pattern, schedule, description, enabled, others, armed);
    }

    Rule adding(List<Target> more) {
        SortedMap<String, Target> all = new TreeMap<>(targets);
        more.forEach(target -> all.put(target.id(), target));
        return with(all);
    }

    Rule removing(List<String> ids) {
        SortedMap<String, Target> rest = new TreeMap<>(targets);
        rest.keySet().removeAll(ids);
        return with(rest);
    }

    /** As DescribeRule and ListRules show it. */
    ObjectNode json() {
        ObjectNode json = AwsJson.object().put("Name", name).put("Arn", arn());
        pattern.ifPresent(some -> json.put("EventPattern", some.text()));
        json.put("State", enabled ? "ENABLED" : "DISABLED");
        description.ifPresent(text -> json.put("Description", text));
        schedule.ifPresent(expression -> json.put("ScheduleExpression", expression));
        return json.put("EventBusName", EventBridge.BUS);
    }
}
