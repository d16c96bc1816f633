package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static rekey.sandbox.LoopbackAws.refusalOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Grant;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.KmsAccessDeniedException;

/** An encrypted topic with the policies that the CDK app gives it and its key: who may publish, and what it takes. */
class TopicPoliciesTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    private static final Caller EVENTS =
            Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/my-erp");
    private static final Caller ALARM =
            Caller.service("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:x");
    private static final Principal.RoleSession WATCH =
            new Principal.RoleSession("123456789012", "my-erp-watch", "my-erp-watch");

    private static final String TOPIC_POLICY = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"%1$s",
               "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
              {"Sid":"Alarms","Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},
               "Action":"sns:Publish","Resource":"%1$s",
               "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}},
              {"Sid":"Events","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
               "Action":"sns:Publish","Resource":"%1$s"}]}
            """.formatted(TOPIC);
    private static final String KEY_POLICY = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},
               "Action":"kms:*","Resource":"*"},
              {"Sid":"Alarms","Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},
               "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*"},
              {"Sid":"Events","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
               "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*"}]}
            """;
    private static final String MAY_PUBLISH =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\""
                    + TOPIC + "\"}]}";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final Sns sns = aws.mailbox;
    private String key;

    @BeforeEach
    void deploy() throws IOException {
        key = aws.kms
                .createKey(request -> request.policy(KEY_POLICY))
                .keyMetadata()
                .arn();
        sns.createTopic("us-east-1", "my-erp-notices", Map.of("KmsMasterKeyId", key));
        sns.setPolicy(TOPIC, json(TOPIC_POLICY), "TopicPolicy");
        sns.subscribe(TOPIC, "sms", "+14155550100");
    }

    @Test
    void rulesAndAlarmsMayPublish() {
        publish(EVENTS);
        publish(ALARM);
        assertThat(sns.inbox().mails()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alarms", "Events"})
    void neitherMayWithoutItsStatementInTheTopicsPolicy(String sid) throws IOException {
        sns.setPolicy(TOPIC, without(sid, TOPIC_POLICY), "TopicPolicy");

        Caller service = sid.equals("Alarms") ? ALARM : EVENTS;
        AwsError error = refusal(() -> publish(service));
        assertThat(error.type()).isEqualTo("AuthorizationError");
        assertThat(error).hasMessageContaining(service.principal().id() + " is not authorized to perform: sns:Publish");
        assertThatCode(() -> publish(sid.equals("Alarms") ? EVENTS : ALARM)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alarms", "Events"})
    void neitherMayWithoutItsStatementInTheKeysPolicy(String sid) throws IOException {
        aws.iam().putResourcePolicy(key, without(sid, KEY_POLICY), "Key");

        Caller service = sid.equals("Alarms") ? ALARM : EVENTS;
        assertThat(refusal(() -> publish(service)).type()).isEqualTo("KMSAccessDenied");
        assertThatCode(() -> publish(sid.equals("Alarms") ? EVENTS : ALARM)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:SourceAccount", "aws:SourceArn"})
    void aConditionOnTheSourceShutsEventBridgeOut(String conditionKey) throws IOException {
        ObjectNode policy = (ObjectNode) json(TOPIC_POLICY);
        ((ObjectNode) policy.at("/Statement/2"))
                .putObject("Condition")
                .putObject("StringLike")
                .put(conditionKey, "*123456789012*");
        sns.setPolicy(TOPIC, policy, "TopicPolicy");

        assertThat(refusal(() -> publish(EVENTS)).type()).isEqualTo("AuthorizationError");
    }

    @Test
    void anAlarmOfAnotherAccountMayNot() {
        assertThat(refusal(() -> publish(ALARM.with(Caller.SOURCE_ACCOUNT, "210987654321")))
                        .type())
                .isEqualTo("AuthorizationError");
    }

    @Test
    void nobodyPublishesInTheClear() {
        assertThat(refusalOf(() -> aws.sns.publish(request -> request.topicArn(TOPIC)
                        .message("hello")
                        .overrideConfiguration(call -> call.putHeader("X-Forwarded-Proto", "http")))))
                .isInstanceOf(AuthorizationErrorException.class)
                .hasMessageContaining("with an explicit deny in a resource-based policy");
        aws.sns.publish(request -> request.topicArn(TOPIC).message("hello"));
        assertThat(sns.inbox().mails()).hasSize(1);
    }

    @Test
    void aRoleNeedsTheTopicAndTheKey() throws IOException {
        try (SnsClient watch =
                aws.as(aws.iam().issueKey(WATCH), SnsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
            ThrowingCallable publish =
                    () -> watch.publish(request -> request.topicArn(TOPIC).message("hello"));
            assertThat(refusalOf(publish)).isInstanceOf(AuthorizationErrorException.class);

            aws.iam().attach(WATCH.roleArn(), "publish", json(MAY_PUBLISH), "Policy");
            assertThat(refusalOf(publish))
                    .isInstanceOf(KmsAccessDeniedException.class)
                    .hasMessageContaining("kms:GenerateDataKey")
                    .extracting("statusCode")
                    .isEqualTo(400);

            aws.iam().attach(WATCH.roleArn(), "use", json("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"%s",
                     "Condition":{"StringEquals":{"kms:ViaService":"sns.us-east-1.amazonaws.com",
                      "kms:EncryptionContext:aws:sns:topicArn":"%s"}}}]}
                    """.formatted(key, TOPIC)), "Policy");
            assertThatCode(publish).doesNotThrowAnyException();
        }
    }

    @Test
    void theDefaultPolicyLetsTheAccountInAndNobodyElse() {
        String plain = sns.createTopic("us-east-1", "plain", Map.of());
        sns.subscribe(plain, "sms", "+14155550100");

        sns.publish(Caller.overNetwork(WATCH, true), plain, Optional.empty(), "hello");
        assertThat(sns.inbox().mails()).hasSize(1);
        for (Caller caller :
                new Caller[] {EVENTS, ALARM, Caller.overNetwork(new Principal.User("210987654321", "stranger"), true)
                }) {
            assertThat(refusal(() -> sns.publish(caller, plain, Optional.empty(), "hello"))
                            .type())
                    .isEqualTo("AuthorizationError");
        }
    }

    @Test
    void aPolicyThatIamCannotReadIsRefused() {
        assertThat(refusalOf(() -> aws.sns.setTopicAttributes(request -> request.topicArn(TOPIC)
                        .attributeName("Policy")
                        .attributeValue("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Perhaps\"}]}"))))
                .hasMessageContaining("Invalid parameter: Policy Error: ");
        assertThat(aws.sns
                        .getTopicAttributes(request -> request.topicArn(TOPIC))
                        .attributes()
                        .get("Policy"))
                .contains("TlsOnly");
    }

    @Test
    void bothServicesNeedEveryGrantOfTheirs() {
        publish(EVENTS);
        publish(ALARM);
        assertThat(aws.iam().unusedGrants())
                .extracting(Grant::statement)
                .doesNotContain("Events", "Alarms")
                .contains("TlsOnly");
    }

    private void publish(Caller caller) {
        sns.publish(caller, TOPIC, Optional.empty(), "hello");
    }

    private static JsonNode without(String sid, String policy) throws IOException {
        JsonNode changed = json(policy);
        ArrayNode statements = (ArrayNode) changed.path("Statement");
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").asText().equals(sid)) {
                statements.remove(i);
            }
        }
        return changed;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static AwsError refusal(ThrowingCallable call) {
        return catchThrowableOfType(AwsError.class, call);
    }
}
