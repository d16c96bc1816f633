package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rekey.sandbox.aws.AwsError;

/**
 * An alarm as CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html">resource</a>
 * describes it.
 *
 * @param periods N, the periods that are looked at
 * @param toAlarm M, those of them that must breach
 */
record AlarmDefinition(
        String name,
        Optional<String> description,
        Watched watched,
        int periods,
        int toAlarm,
        Comparison comparison,
        double threshold,
        MissingData missingData,
        boolean actionsEnabled,
        List<String> alarmActions,
        List<String> okActions,
        List<String> insufficientDataActions) {
    private static final Set<String> KNOWN = Set.of(
            "ActionsEnabled",
            "AlarmActions",
            "AlarmDescription",
            "AlarmName",
            "ComparisonOperator",
            "DatapointsToAlarm",
            "Dimensions",
            "EvaluationPeriods",
            "InsufficientDataActions",
            "MetricName",
            "Metrics",
            "Namespace",
            "OKActions",
            "Period",
            "Statistic",
            "Tags",
            "Threshold",
            "TreatMissingData");

    /** Alarms look back a day, and a week when their periods are of an hour or more. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration WEEK = Duration.ofDays(7);

    /** @throws AwsError when it says something that is not known here */
    static AlarmDefinition of(String logicalName, JsonNode resource) {
        Properties alarm = new Properties("The alarm " + logicalName, resource).knowing(KNOWN);
        if (alarm.has("Metrics") == alarm.has("MetricName")) {
            throw Properties.refused(alarm.of() + " must have either a MetricName or Metrics.");
        }
        Watched watched = alarm.has("Metrics") ? MetricMath.of(alarm.objects("Metrics")) : OneMetric.ofAlarm(alarm);
        int periods = alarm.wholeNumber("EvaluationPeriods", 1);
        int toAlarm = alarm.has("DatapointsToAlarm") ? alarm.wholeNumber("DatapointsToAlarm", 1) : periods;
        Duration back = watched.period().multipliedBy(periods);
        if (toAlarm > periods || back.compareTo(watched.period().toHours() > 0 ? WEEK : DAY) > 0) {
            throw Properties.refused(alarm.of() + " can look back a day, with periods of an hour or more a week; and"
                    + " DatapointsToAlarm can be EvaluationPeriods at most.");
        }
        return new AlarmDefinition(
                alarm.optionalText("AlarmName").orElse(logicalName),
                alarm.optionalText("AlarmDescription"),
                watched,
                periods,
                toAlarm,
                Comparison.of(alarm.text("ComparisonOperator")),
                alarm.number("Threshold"),
                MissingData.of(alarm.optionalText("TreatMissingData").orElse("missing")),
                alarm.flag("ActionsEnabled", true),
                topics(alarm, "AlarmActions"),
                topics(alarm, "OKActions"),
                topics(alarm, "InsufficientDataActions"));
    }

    private static List<String> topics(Properties alarm, String property) {
        List<String> actions = alarm.texts(property);
        for (String action : actions) {
            if (!action.startsWith("arn:aws:sns:")) {
                throw Properties.refused(alarm.of() + ": an alarm of the Rekey sandbox can publish to topics, which "
                        + action + " in " + property + " is not.");
            }
        }
        return actions;
    }

    List<String> actions(AlarmState state) {
        if (!actionsEnabled) {
            return List.of();
        }
        return switch (state) {
            case ALARM -> alarmActions;
            case OK -> okActions;
            case INSUFFICIENT_DATA -> insufficientDataActions;
        };
    }
}
