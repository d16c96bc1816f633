package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When alarms ring, and that somebody hears them: what a renewed snapshot would let pass. */
class AlarmsTest {
    private static final Synthesis USUAL = Synthesis.of(Synthesis.USUAL);
    private static final Map<String, String> SIGNS =
            Map.of("GreaterThanOrEqualToThreshold", ">=", "LessThanThreshold", "<");

    @Test
    void alarmsRingForWhatTheirTextsSay() {
        List<String> alarms = new ArrayList<>();
        for (JsonNode resource : USUAL.resources("AWS::CloudWatch::Alarm").values()) {
            JsonNode alarm = resource.get("Properties");
            JsonNode math = alarm.path("Metrics").path(0);
            boolean simple = math.isMissingNode();
            alarms.add("%s: %s %s %s %d in %d x %d s"
                    .formatted(
                            alarm.get("AlarmName").asText(),
                            simple ? alarm.get("Statistic").asText() : "of",
                            simple
                                    ? alarm.get("MetricName").asText()
                                    : math.get("Expression").asText(),
                            SIGNS.get(alarm.get("ComparisonOperator").asText()),
                            alarm.get("Threshold").asInt(),
                            alarm.get("EvaluationPeriods").asInt(),
                            simple
                                    ? alarm.get("Period").asInt()
                                    : alarm.at("/Metrics/1/MetricStat/Period").asInt()));
        }

        assertThat(alarms)
                .containsExactlyInAnyOrder(
                        "my-erp-token needs the operator: Sum my-erp-token-needs-operator >= 1 in 1 x 300 s",
                        "my-erp-token fails: of IF(invocations > 0, 100 * errors / invocations, 0) >= 50 in 1 x 900 s",
                        "my-erp-token is throttled: Sum Throttles >= 1 in 1 x 900 s",
                        "my-erp-notices not delivered: Sum NumberOfNotificationsFailed >= 1 in 1 x 86400 s",
                        "/my-erp/lwa/clientsecret reminder not delivered: Maximum ApproximateNumberOfMessagesVisible >= 1"
                                + " in 1 x 300 s",
                        "my-erp-new-secret waits: Maximum ApproximateAgeOfOldestMessage >= 7200 in 1 x 300 s",
                        "my-erp-expiry waits: Maximum ApproximateAgeOfOldestMessage >= 86400 in 1 x 300 s",
                        "my-erp-new-secret-failed is not empty: Maximum ApproximateNumberOfMessagesVisible >= 1 in 1 x 300 s",
                        "my-erp-expiry-failed is not empty: Maximum ApproximateNumberOfMessagesVisible >= 1 in 1 x 300 s",
                        "my-erp-rotation fails: Sum Errors >= 5 in 1 x 3600 s",
                        "my-erp-watch fails: Sum Errors >= 3 in 1 x 3600 s",
                        "my-erp-watch could not be invoked: Maximum ApproximateNumberOfMessagesVisible >= 1 in 1 x 300 s",
                        "my-erp-watch does not run: Sum Invocations < 1 in 2 x 86400 s",
                        "my-erp client secret expires soon: Minimum DaysLeft < 14 in 1 x 86400 s",
                        "my-erp is refused by SP-API: Minimum Canary < 1 in 1 x 86400 s");
        assertThat(USUAL.properties("AWS::CloudWatch::Alarm", "RemindersUndelivered")
                        .at("/Dimensions/0/Value/Fn::GetAtt/0")
                        .asText())
                .startsWith("RemindersUndelivered");
        assertThat(USUAL.properties("AWS::Logs::MetricFilter", "TokenAlarms")
                        .at("/MetricTransformations/0/MetricValue")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void eachIsAboutTheQueueOrFunctionThatItNames() {
        Map<String, String> about = Map.of(
                "RotationAlarmsNewSecretWaits", "QueuesNewSecret",
                "RotationAlarmsExpiryWaits", "QueuesExpiry",
                "RotationAlarmsNewSecretFailed", "QueuesNewSecretFailed",
                "RotationAlarmsExpiryFailed", "QueuesExpiryFailed",
                "RotationAlarmsRotationFails", "RotationJavaFunction",
                "RotationAlarmsWatchFails", "WatchJavaFunction",
                "RotationAlarmsWatchNotInvoked", "WatchUndelivered",
                "RotationAlarmsWatchSilent", "WatchJavaFunction");
        about.forEach((alarm, resource) -> {
            JsonNode dimension =
                    USUAL.properties("AWS::CloudWatch::Alarm", alarm).at("/Dimensions/0/Value");
            String id = dimension.has("Ref")
                    ? dimension.get("Ref").asText()
                    : dimension.at("/Fn::GetAtt/0").asText();
            assertThat(id).as(alarm).matches(resource + "[0-9A-F]{8}");
        });
        for (String alarm : List.of("RotationAlarmsFewDaysLeft", "RotationAlarmsCanaryFails")) {
            JsonNode properties = USUAL.properties("AWS::CloudWatch::Alarm", alarm);
            assertThat(properties.get("Namespace").asText()).isEqualTo("Rekey");
            assertThat(properties.get("Dimensions").toString())
                    .isEqualTo("[{\"Name\":\"Application\",\"Value\":\"my-erp\"}]");
        }
    }

    /** Also on the day of the deployment, when there is nothing yet to be measured. */
    @Test
    void eachTellsPeopleAndIsQuietWhileNothingHappens() {
        Map<String, JsonNode> alarms = USUAL.resources("AWS::CloudWatch::Alarm");

        assertThat(alarms).hasSize(15);
        alarms.forEach((id, alarm) -> {
            JsonNode properties = alarm.get("Properties");
            boolean ofSilence = id.startsWith("RotationAlarmsWatchSilent");
            assertThat(properties
                            .at(ofSilence ? "/InsufficientDataActions/0/Ref" : "/AlarmActions/0/Ref")
                            .asText())
                    .as(id)
                    .startsWith("NoticesTopic");
            assertThat(properties.get("TreatMissingData").asText())
                    .as(id)
                    .isEqualTo(ofSilence ? "missing" : "notBreaching");
            assertThat(properties.has("OKActions")).isFalse();
            assertThat(properties.get("AlarmDescription").asText()).hasSizeBetween(60, 1_024);
        });
    }
}
