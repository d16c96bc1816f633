package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;

/** What the policies are asked, and what their answers come to. */
class AccessTest {
    private static final Caller EVENTS =
            Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/my-erp");
    private static final Caller ALARM =
            Caller.service("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:x");
    private static final Caller FUNCTION =
            Caller.overNetwork(new Principal.RoleSession("123456789012", "watch", "my-erp-watch"), true);

    /** A question to the policies. */
    private record Asked(String principal, String action, String resource, Map<String, String> context) {}

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final List<Asked> asked = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Sns sns =
            new Sns(aws.clock, new Iam(), new Access(this::judge, aws.keys), aws::endpoint, DeliveryMetrics.NONE);

    @Test
    void aTopicsPolicyIsAskedForEventBridgeWithoutASource() {
        String topic = topic("");
        publish(EVENTS, topic);

        assertThat(asked)
                .containsExactly(
                        new Asked("events.amazonaws.com", "sns:Publish", topic, Map.of("aws:SecureTransport", "true")));
    }

    @Test
    void otherServicesSayWhoseAlarmItIs() {
        String topic = topic("");
        publish(ALARM, topic);

        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.context())
                        .isEqualTo(Map.of(
                                "aws:SecureTransport", "true",
                                "aws:SourceAccount", "123456789012",
                                "aws:SourceArn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:x")));
    }

    @Test
    void thoseInTheAccountComeWithItForTheDefaultPolicy() {
        String topic = topic("");
        publish(FUNCTION, topic);

        assertThat(asked)
                .containsExactly(new Asked(
                        "arn:aws:sts::123456789012:assumed-role/watch/my-erp-watch",
                        "sns:Publish",
                        topic,
                        Map.of("aws:SecureTransport", "true", "aws:SourceOwner", "123456789012")));
    }

    @Test
    void everyOperationIsJudged() {
        String topic = topic("");
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("TopicArn", topic)
                .put("Name", "other")
                .put("Message", "hello")
                .put("Token", "0123");
        input.put("Protocol", "sms").put("Endpoint", "+14155550100").put("SubscriptionArn", topic + ":1");
        input.put("AttributeName", "DisplayName").put("AttributeValue", "x");
        input.putArray("PublishBatchRequestEntries").addObject().put("Id", "a").put("Message", "hello");

        new SnsService(sns).operations().forEach((name, operation) -> {
            String action = name.equals("PublishBatch") ? "sns:Publish" : "sns:" + name;
            refused.add(action);
            AwsError error = refusal(() -> operation.apply(new AwsRequest(name, input, "us-east-1", FUNCTION)));
            assertThat(error).as(name).hasMessage(action + " is not allowed");
            refused.clear();
        });
        assertThat(asked)
                .filteredOn(question -> question.action().equals("sns:Subscribe"))
                .singleElement()
                .satisfies(question -> assertThat(question.context())
                        .containsEntry("sns:Protocol", "sms")
                        .containsEntry("sns:Endpoint", "+14155550100"));
        assertThat(sns.in("us-east-1").topics()).hasSize(1);
    }

    @Test
    void whoMayNotPublishHearsSnssError() {
        String topic = topic("");
        sns.subscribe(topic, "sms", "+14155550100");
        refused.add("sns:Publish");

        AwsError error = refusal(() -> publish(FUNCTION, topic));
        assertThat(error.type()).isEqualTo("AuthorizationError");
        assertThat(error.httpStatus()).isEqualTo(403);
        assertThat(error).hasMessage("sns:Publish is not allowed");
        assertThat(sns.inbox().mails()).isEmpty();
    }

    @Test
    void anEncryptedTopicsKeyIsAskedForThroughSns() {
        String key = key();
        String topic = topic(key);
        publish(ALARM, topic);

        Map<String, String> context = Map.of(
                "aws:SecureTransport", "true",
                "kms:ViaService", "sns.us-east-1.amazonaws.com",
                "kms:EncryptionContext:aws:sns:topicArn", topic,
                "kms:EncryptionContextKeys", "aws:sns:topicArn",
                "kms:CallerAccount", "123456789012");
        assertThat(asked.subList(1, asked.size()))
                .containsExactly(
                        new Asked("cloudwatch.amazonaws.com", "kms:GenerateDataKey", key, context),
                        new Asked("cloudwatch.amazonaws.com", "kms:Decrypt", key, context));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kms:GenerateDataKey", "kms:Decrypt"})
    void whoMayNotUseTheKeyMayNotPublish(String action) {
        String topic = topic(key());
        sns.subscribe(topic, "sms", "+14155550100");
        refused.add(action);

        AwsError error = refusal(() -> publish(EVENTS, topic));
        assertThat(error.type()).isEqualTo("KMSAccessDenied");
        assertThat(error.httpStatus()).isEqualTo(400);
        assertThat(error).hasMessage(action + " is not allowed");
        assertThat(sns.inbox().mails()).isEmpty();
    }

    @Test
    void aKeyMayBeGivenByItsAlias() {
        String key = key();
        aws.kms.createAlias(request -> request.aliasName("alias/notices").targetKeyId(key));
        publish(EVENTS, topic("alias/notices"));

        assertThat(asked.get(1).resource()).isEqualTo(key);
    }

    @Test
    void snssOwnKeyIsForTheAccountAndForNoService() {
        String topic = topic("alias/aws/sns");

        AwsError error = refusal(() -> publish(EVENTS, topic));
        assertThat(error.type()).isEqualTo("KMSAccessDenied");
        assertThat(error).hasMessageContaining("Give the topic a key of yours whose policy lets events.amazonaws.com");
        assertThatCode(() -> publish(FUNCTION, topic)).doesNotThrowAnyException();
    }

    @Test
    void aKeyThatDoesNotWorkLetsNobodyPublish() {
        String key = key();
        String topic = topic(key);

        aws.kms.disableKey(request -> request.keyId(key));
        assertThat(refusal(() -> publish(EVENTS, topic)).type()).isEqualTo("KMSDisabled");
        aws.kms.scheduleKeyDeletion(request -> request.keyId(key));
        assertThat(refusal(() -> publish(EVENTS, topic)).type()).isEqualTo("KMSInvalidState");
        sns.in("us-east-1").change(TopicArn.parse(topic), "KmsMasterKeyId", "alias/none");
        assertThat(refusal(() -> publish(EVENTS, topic)).type()).isEqualTo("KMSNotFound");
    }

    private Optional<String> judge(Caller caller, String action, String resource, Map<String, String> context) {
        Map<String, String> all = new TreeMap<>(caller.context());
        all.putAll(context);
        asked.add(new Asked(caller.principal().id(), action, resource, all));
        return Optional.of(action + " is not allowed").filter(reason -> refused.contains(action));
    }

    private String topic(String keyId) {
        return sns.createTopic("us-east-1", "my-erp-notices", Map.of("KmsMasterKeyId", keyId));
    }

    private String key() {
        return aws.kms.createKey(request -> {}).keyMetadata().arn();
    }

    private void publish(Caller caller, String topic) {
        sns.publish(caller, topic, Optional.empty(), "hello");
    }

    private static AwsError refusal(ThrowingCallable call) {
        return catchThrowableOfType(AwsError.class, call);
    }
}
