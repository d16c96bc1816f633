package rekey.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * A schedule of EventBridge Scheduler in its default group.
 *
 * @param start the first moment at which it may be due
 * @param end the last; empty for none
 * @param input what the target gets; empty for a notification that says what schedule it is
 */
record Schedule(
        String region,
        String name,
        String expression,
        ZoneId zone,
        Instant start,
        Optional<Instant> end,
        boolean enabled,
        String target,
        String role,
        Optional<String> input,
        Optional<String> deadLetters,
        RetryPolicy retries) {
    static final String GROUP = "default";

    private static final TextRule NAME = TextRule.length(1, 64).matching("[0-9a-zA-Z-_.]+");
    private static final TextRule EXPRESSION = TextRule.length(1, 256);
    private static final TextRule ROLE =
            TextRule.length(1, 1600).matching("arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+");
    private static final String ATTEMPT = "<aws.scheduler.attempt-number>";

    /** Reads the properties of an {@code AWS::Scheduler::Schedule}. */
    static Schedule read(String region, String name, AwsInput properties, Instant now) {
        properties.allowOnly(
                "Name",
                "GroupName",
                "Description",
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "FlexibleTimeWindow",
                "StartDate",
                "EndDate",
                "State",
                "Target");
        properties.optionalText("GroupName", TextRule.oneOf(GROUP));
        checkWindow(required(properties, "FlexibleTimeWindow"));
        AwsInput target = required(properties, "Target");
        target.allowOnly("Arn", "RoleArn", "Input", "DeadLetterConfig", "RetryPolicy");
        String arn = TargetArn.check(target.text("Arn", TargetArn.RULE), region);
        String expression = properties.text("ScheduleExpression", EXPRESSION);
        boolean once = ScheduleExpression.isOnce(expression);
        Schedule schedule = new Schedule(
                region,
                checkedName(name),
                expression,
                properties
                        .optionalText("ScheduleExpressionTimezone", TextRule.length(1, 50))
                        .map(Schedule::zone)
                        .orElse(ZoneOffset.UTC),
                date(properties, "StartDate")
                        .filter(start -> !once && start.isAfter(now))
                        .orElse(now),
                date(properties, "EndDate").filter(end -> !once),
                !properties.optionalText("State", Rule.STATE).orElse("ENABLED").equals("DISABLED"),
                arn,
                target.text("RoleArn", ROLE),
                target.optionalText("Input", TextRule.length(1, 256 * 1024)).map(input -> checked(input, arn)),
                TargetArn.deadLetterQueue(target, region),
                RetryPolicy.of(target.structure("RetryPolicy")));
        schedule.recurrence();
        return schedule;
    }

    Recurrence recurrence() {
        Recurrence endless = ScheduleExpression.ofSchedule(expression, start, zone);
        return time -> endless.after(time).filter(due -> end.isEmpty() || !due.isAfter(end.get()));
    }

    String arn() {
        return arn(region, name);
    }

    static String arn(String region, String name) {
        return AwsAccount.arn("scheduler", region, "schedule/" + GROUP + "/" + name);
    }

    /** In whose name Scheduler assumes the role: <a
     * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">the
     * group's, not the schedule's</a>. */
    String groupArn() {
        return AwsAccount.arn("scheduler", region, "schedule-group/" + GROUP);
    }

    /** What the target gets at this time. */
    String message(Instant due) {
        return input.map(text -> text.replace("<aws.scheduler.schedule-arn>", arn())
                        .replace("<aws.scheduler.scheduled-time>", Event.seconds(due))
                        .replace(
                                "<aws.scheduler.execution-id>",
                                UUID.randomUUID().toString()))
                .orElseGet(() -> notification(due));
    }

    private String notification(Instant due) {
        var notification = AwsJson.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", AwsAccount.ID)
                .put("time", Event.seconds(due))
                .put("region", region);
        notification.putArray("resources").add(arn());
        return notification.put("detail", "{}").toString();
    }

    private static String checkedName(String name) {
        return AwsInput.of(AwsJson.object().put("Name", name)).text("Name", NAME);
    }

    /** The sandbox invokes at the beginning of a window. */
    private static void checkWindow(AwsInput window) {
        window.allowOnly("Mode", "MaximumWindowInMinutes");
        boolean flexible =
                window.text("Mode", TextRule.oneOf("OFF", "FLEXIBLE")).equals("FLEXIBLE");
        int minutes = window.integer("MaximumWindowInMinutes", 1, 1440, 0);
        if (flexible != minutes > 0) {
            throw AwsError.invalid(
                    "A flexible time window needs MaximumWindowInMinutes, and one that is OFF has none.");
        }
    }

    private static AwsInput required(AwsInput input, String member) {
        return input.structure(member).orElseThrow(() -> AwsError.constraint(member, "Member must not be null"));
    }

    private static ZoneId zone(String name) {
        if (!name.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(name)) {
            throw AwsError.invalid("Invalid Schedule Expression Timezone " + name + ".");
        }
        return ZoneId.of(name);
    }

    private static Optional<Instant> date(AwsInput input, String member) {
        return input.optionalText(member, TextRule.ANY).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw AwsError.constraint(member, "Member must be a time such as 2026-11-23T21:00:00.000Z");
            }
        });
    }

    private static String checked(String input, String target) {
        if (input.contains(ATTEMPT)) {
            throw AwsError.invalid("The Rekey sandbox does not know " + ATTEMPT + ".");
        }
        if (target.startsWith("arn:aws:lambda:")) {
            try {
                AwsJson.read(input);
            } catch (JsonProcessingException e) {
                throw AwsError.invalid("The Input of a function must be well-formed JSON.");
            }
        }
        return input;
    }

    /** Without the input. */
    @Override
    public String toString() {
        return "Schedule[" + name + ", " + expression + "]";
    }
}
