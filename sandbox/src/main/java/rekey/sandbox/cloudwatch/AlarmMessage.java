package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsJson;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/**
 * What CloudWatch <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">publishes</a> when
 * an alarm changes: JSON for programs, a page of text for mails, and the subject alone for short messages.
 *
 * @param before the state until now
 * @param configured when the alarm was put
 */
record AlarmMessage(
        AlarmDefinition alarm, String region, AlarmState before, Verdict now, Instant changed, Instant configured) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    /** SNS takes subjects of fewer than 100 characters. */
    private static final int LONGEST_SUBJECT = 99;

    static String arn(String region, String alarmName) {
        return AwsAccount.arn("cloudwatch", region, "alarm:" + alarmName);
    }

    String subject() {
        String before = now.state() + ": \"";
        String after = "\" in " + regionInWords();
        String name = alarm.name();
        int left = LONGEST_SUBJECT - before.length() - after.length();
        return before + (name.length() > left ? name.substring(0, left - 3) + "..." : name) + after;
    }

    /** A text for each way to be subscribed, as SNS takes it with {@code MessageStructure} {@code json}. */
    String perProtocol() {
        return AwsJson.object()
                .put("default", json())
                .put("email", page())
                .put("sms", subject())
                .toString();
    }

    private String page() {
        return """
                You are receiving this email because your Amazon CloudWatch Alarm "%s" in the %s region has entered the %s \
                state, because "%s" at "%s".

                %s
                """.formatted(
                        alarm.name(),
                        regionInWords(),
                        now.state(),
                        now.reason(),
                        TIME.format(changed),
                        alarm.description().orElse(""));
    }

    private String json() {
        ObjectNode message = AwsJson.object()
                .put("AlarmName", alarm.name())
                .put("AlarmDescription", alarm.description().orElse(null))
                .put("AWSAccountId", AwsAccount.ID)
                .put("AlarmConfigurationUpdatedTimestamp", TIME.format(configured))
                .put("NewStateValue", now.state().name())
                .put("NewStateReason", now.reason())
                .put("StateChangeTime", TIME.format(changed))
                .put("Region", regionInWords())
                .put("AlarmArn", arn(region, alarm.name()))
                .put("OldStateValue", before.name());
        actions(message, "OKActions", alarm.okActions());
        actions(message, "AlarmActions", alarm.alarmActions());
        actions(message, "InsufficientDataActions", alarm.insufficientDataActions());
        ObjectNode trigger = message.putObject("Trigger");
        alarm.watched().describe(trigger);
        trigger.put("Period", alarm.watched().period().toSeconds())
                .put("EvaluationPeriods", alarm.periods())
                .put("DatapointsToAlarm", alarm.toAlarm())
                .put("ComparisonOperator", alarm.comparison().wireName)
                .put("Threshold", alarm.threshold())
                .put("TreatMissingData", alarm.missingData().wireName)
                .put("EvaluateLowSampleCountPercentile", "");
        return message.toString();
    }

    private static void actions(ObjectNode message, String name, List<String> arns) {
        ArrayNode actions = message.putArray(name);
        arns.forEach(actions::add);
    }

    /** {@code US East (N. Virginia)}. */
    private String regionInWords() {
        RegionMetadata known = Region.of(region).metadata();
        return known == null ? region : known.description();
    }
}
