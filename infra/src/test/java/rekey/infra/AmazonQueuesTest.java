package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds messages that may be the only copy of a secret, and who takes them out. */
class AmazonQueuesTest {
    private static final Synthesis USUAL = Synthesis.of(Synthesis.USUAL);
    private static final Synthesis THROWAWAY = Synthesis.of(Synthesis.EVERYTHING);

    @Test
    void keepEveryMessageForTwoWeeksUnderTheirOwnKey() {
        Map<String, String> names = Map.of(
                "QueuesExpiryFailed", "my-erp-expiry-failed",
                "QueuesNewSecretFailed", "my-erp-new-secret-failed");
        names.forEach((id, name) -> {
            for (JsonNode queue : List.of(queue(id), queue(id.replace("Failed", "")))) {
                assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
                assertThat(queue.at("/KmsMasterKeyId/Fn::GetAtt/0").asText()).startsWith("QueuesKey");
                assertThat(queue.has("FifoQueue")).isFalse();
            }
            assertThat(queue(id).get("QueueName").asText()).isEqualTo(name);
            JsonNode queue = queue(id.replace("Failed", ""));
            assertThat(queue.get("QueueName").asText()).isEqualTo(name.replace("-failed", ""));
            assertThat(queue.get("VisibilityTimeout").asInt()).isEqualTo(6 * 60);
            assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(30);
            assertThat(queue.at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0")
                            .asText())
                    .startsWith(id);
        });
        assertThat(USUAL.properties("AWS::KMS::Alias", "QueuesAlias")
                        .get("AliasName")
                        .asText())
                .isEqualTo("alias/my-erp-queues");
        assertThat(USUAL.properties("AWS::KMS::Key", "QueuesKey")
                        .get("EnableKeyRotation")
                        .asBoolean())
                .isTrue();
    }

    /** Nor are they in the way of the next try when a first deployment fails: nothing can have come yet. */
    @Test
    void theOnlyCopyOfASecretDoesNotGoWithTheStack() {
        for (String id : List.of("QueuesNewSecretFailed", "QueuesNewSecret", "QueuesKey")) {
            assertThat(removal(USUAL, id)).as(id).isEqualTo("RetainExceptOnCreate Retain");
        }
        for (String id : List.of("QueuesExpiryFailed", "QueuesExpiry")) {
            assertThat(removal(USUAL, id)).as(id).isEqualTo("Delete Delete");
        }
    }

    @Test
    void aThrowawayStackTakesEverythingWithIt() {
        for (String id : List.of(
                "QueuesNewSecretFailed", "QueuesNewSecret", "QueuesKey", "QueuesExpiryFailed", "QueuesExpiry")) {
            assertThat(removal(THROWAWAY, id)).as(id).isEqualTo("Delete Delete");
        }
    }

    @Test
    void giveTheRotationFunctionOneMessageAtATimeAndTakeBackWhatFailed() {
        Map<String, JsonNode> mappings = USUAL.resources("AWS::Lambda::EventSourceMapping");

        assertThat(mappings.values())
                .extracting(mapping -> mapping.at("/Properties/EventSourceArn/Fn::GetAtt/0")
                        .asText()
                        .replaceFirst("[0-9A-F]{8}$", ""))
                .containsExactlyInAnyOrder("QueuesExpiry", "QueuesNewSecret");
        assertThat(mappings.values()).allSatisfy(mapping -> {
            JsonNode properties = mapping.get("Properties");
            assertThat(properties.get("BatchSize").asInt()).isEqualTo(1);
            assertThat(properties.get("FunctionResponseTypes").toString()).isEqualTo("[\"ReportBatchItemFailures\"]");
            assertThat(properties.at("/FunctionName/Ref").asText()).startsWith("RotationJavaFunction");
        });
    }

    @Test
    void theWatchIsInvokedOnceADayAndWhatFailsIsKept() {
        JsonNode schedule = USUAL.properties("AWS::Scheduler::Schedule", "WatchSchedule");

        assertThat(schedule.get("Name").asText()).isEqualTo("my-erp-watch");
        assertThat(schedule.get("ScheduleExpression").asText()).isEqualTo("cron(17 6 * * ? *)");
        assertThat(schedule.get("FlexibleTimeWindow").toString())
                .isEqualTo("{\"MaximumWindowInMinutes\":60,\"Mode\":\"FLEXIBLE\"}");
        assertThat(schedule.at("/Target/Arn/Fn::GetAtt/0").asText()).startsWith("WatchJavaFunction");
        assertThat(schedule.at("/Target/RoleArn/Fn::GetAtt/0").asText()).startsWith("WatchScheduleRole");
        assertThat(schedule.at("/Target/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
                .startsWith("WatchUndelivered");
        assertThat(schedule.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").asInt())
                .isEqualTo(6 * 60 * 60);
    }

    private static JsonNode queue(String id) {
        return resource(USUAL, id).get("Properties");
    }

    private static String removal(Synthesis synthesis, String id) {
        JsonNode resource = resource(synthesis, id);
        return resource.get("DeletionPolicy").asText() + " "
                + resource.get("UpdateReplacePolicy").asText();
    }

    private static JsonNode resource(Synthesis synthesis, String id) {
        return synthesis.template().get("Resources").properties().stream()
                .filter(resource -> resource.getKey().matches(id + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
