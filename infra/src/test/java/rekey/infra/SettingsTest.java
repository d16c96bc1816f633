package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept, how functions run and when alarms ring: settings that a renewed snapshot would let pass. */
class SettingsTest {
    private static final Synthesis USUAL = Synthesis.of(Synthesis.USUAL);

    @Test
    void theKeyOfTheCredentialsRotatesAndOutlivesTheStack() {
        JsonNode key = resource("AWS::KMS::Key", "VaultKey");

        assertThat(key.get("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(key.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
        assertThat(USUAL.properties("AWS::KMS::Alias", "VaultAlias")
                        .get("AliasName")
                        .asText())
                .isEqualTo("alias/my-erp");
    }

    @Test
    void logsAreKeptForAYearAndOutliveTheStack() {
        assertThat(USUAL.resources("AWS::Logs::LogGroup").values()).hasSize(4).allSatisfy(log -> {
            assertThat(log.at("/Properties/RetentionInDays").asInt()).isEqualTo(365);
            assertThat(log.get("DeletionPolicy").asText()).isEqualTo("Retain");
        });
    }

    @Test
    void parametersStayUnlessToldOtherwiseAndNameTheKeysAlias() {
        assertThat(propertyOfEach(USUAL, "OnDelete")).containsOnly("retain");
        assertThat(propertyOfEach(USUAL, "KeyAlias")).containsOnly("alias/my-erp");
        assertThat(propertyOfEach(USUAL, "ServiceTimeout")).containsOnly("600");
        assertThat(propertyOfEach(Synthesis.of(Synthesis.EVERYTHING), "OnDelete"))
                .containsOnly("delete");
    }

    @Test
    void theTokenFunctionStartsFromASnapshotAndEveryFunctionWaitsForItsRights() {
        Map<String, JsonNode> functions = USUAL.resources("AWS::Lambda::Function");

        assertThat(functions.values()).hasSize(4).allSatisfy(function -> {
            assertThat(function.get("DependsOn")).hasSize(1);
            assertThat(function.at("/DependsOn/0").asText()).contains("RoleDefaultPolicy");
            assertThat(function.at("/Properties/Architectures/0").asText()).isEqualTo("arm64");
            assertThat(function.at("/Properties/Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/Properties/MemorySize").asInt()).isEqualTo(512);
            assertThat(function.at("/Properties/Environment/Variables/JAVA_TOOL_OPTIONS")
                            .asText())
                    .isEqualTo(String.join(" ", JvmOptions.FOR_A_FAST_START));
            assertThat(function.at("/Properties/TracingConfig").isMissingNode()).isTrue();
        });
        JsonNode token = USUAL.properties("AWS::Lambda::Function", "TokenJava");
        assertThat(token.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(token.get("Timeout").asInt()).isEqualTo(30);
        assertThat(USUAL.properties("AWS::Lambda::Function", "VaultProvision")
                        .get("Timeout")
                        .asInt())
                .isEqualTo(60);
        for (Map.Entry<String, Integer> timeout :
                Map.of("RotationJava", 60, "WatchJava", 120).entrySet()) {
            JsonNode function = USUAL.properties("AWS::Lambda::Function", timeout.getKey());
            assertThat(function.get("Timeout").asInt()).isEqualTo(timeout.getValue());
            assertThat(function.has("SnapStart")).isFalse();
            assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
        }
        assertThat(USUAL.properties("AWS::Lambda::Alias", "TokenLive")
                        .get("Name")
                        .asText())
                .isEqualTo("live");
    }

    @Test
    void everybodyConfiguredIsSubscribed() {
        List<String> subscribed = new ArrayList<>();
        Synthesis.of(Synthesis.EVERYTHING)
                .resources("AWS::SNS::Subscription")
                .values()
                .forEach(subscription ->
                        subscribed.add(subscription.at("/Properties/Protocol").asText() + " "
                                + subscription.at("/Properties/Endpoint").asText()));

        assertThat(subscribed)
                .containsExactlyInAnyOrder(
                        "email ops@example.com",
                        "email night.shift+lwa@example.co.uk",
                        "sms +14155550100",
                        "sms +4915112345678");
    }

    @Test
    void whatEventBridgeCannotDeliverWaitsForTwoWeeks() {
        for (String construct : List.of("Reminders", "Watch")) {
            for (String id : List.of("Undelivered", "LeftAlone")) {
                JsonNode queue = USUAL.properties("AWS::SQS::Queue", construct + id);
                assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
                assertThat(queue.get("SqsManagedSseEnabled").asBoolean()).isTrue();
            }
            assertThat(USUAL.properties("AWS::SQS::Queue", construct + "Undelivered")
                            .at("/RedrivePolicy/maxReceiveCount")
                            .asInt())
                    .isEqualTo(10);
        }
    }

    @Test
    void outputsLeadToWhatTheyAreNamedAfter() {
        JsonNode outputs = USUAL.template().get("Outputs");

        assertThat(outputs.at("/TokenFunctionArn/Value/Ref").asText()).startsWith("TokenLive");
        assertThat(outputs.at("/CallerPolicyArn/Value/Ref").asText()).startsWith("TokenCallerPolicy");
        assertThat(outputs.at("/ExpiryQueueArn/Value/Fn::GetAtt/0").asText()).startsWith("QueuesExpiry");
        assertThat(outputs.at("/NewSecretQueueArn/Value/Fn::GetAtt/0").asText()).startsWith("QueuesNewSecret");
        assertThat(outputs.at("/RotationFunctionArn/Value/Fn::GetAtt/0").asText())
                .startsWith("RotationJavaFunction");
        assertThat(outputs.at("/Next4Enrol/Value").asText()).startsWith("./rekey enrol --app my-erp: ");
        assertThat(outputs.at("/TopicArn/Value/Ref").asText()).startsWith("NoticesTopic");
        assertThat(outputs.at("/KeyArn/Value/Fn::GetAtt/0").asText()).startsWith("VaultKey");
        assertThat(outputs.at("/DeployAgain/Value").asText())
                .isEqualTo("npx cdk deploy -c app=my-erp -c email=ops@example.com -c phone=+14155550100");
    }

    private static JsonNode resource(String type, String idStart) {
        return USUAL.resources(type).entrySet().stream()
                .filter(resource -> resource.getKey().startsWith(idStart))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<String> propertyOfEach(Synthesis synthesis, String property) {
        return synthesis.resources("Custom::RekeySecureString").values().stream()
                .map(parameter -> parameter.at("/Properties/" + property).asText())
                .toList();
    }
}
