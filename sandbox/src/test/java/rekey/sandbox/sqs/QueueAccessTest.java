package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Who may use queues and their keys. */
class QueueAccessTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:expiry";
    private static final String ROLE = "arn:aws:iam::123456789012:role/worker";
    private static final Principal WORKER = new Principal.RoleSession(AwsAccount.ID, "worker", "my-erp-rotation");
    private static final String RULE_ARN = "arn:aws:events:us-east-1:123456789012:rule/reminders";
    private static final Caller RULE = Caller.service("events.amazonaws.com", RULE_ARN);

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @AutoClose
    private final SqsClient worker = aws.sqsIn("us-east-1", aws.iam().issueKey(WORKER));

    @AutoClose
    private final SqsClient amazon =
            aws.sqsIn("us-east-1", aws.iam().issueKey(new Principal.User("437568002678", "notifications")));

    private final String url =
            aws.sqs.createQueue(request -> request.queueName("expiry")).queueUrl();

    @BeforeEach
    void policiesAreEnforced() {
        assumeTrue(
                aws.iam()
                        .refusal(Caller.overNetwork(WORKER, true), "sqs:SendMessage", QUEUE, Map.of())
                        .isPresent(),
                "IAM allows everything");
    }

    @Test
    void aRoleMayWhatItsPolicyAllowsAndNoMore() {
        SqsException refusal = (SqsException) refusalOf(() -> send(worker));
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refusal).hasMessageContaining("sqs:SendMessage").hasMessageContaining(QUEUE);

        attach("sqs:SendMessage", QUEUE, "{}");
        send(worker);
        worker.sendMessageBatch(request -> request.queueUrl(url)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("a")
                        .messageBody("b")
                        .build()));
        assertThat(codeOf(() -> receive(worker))).isEqualTo("AccessDenied");
        assertThat(codeOf(() -> worker.deleteQueue(request -> request.queueUrl(url))))
                .isEqualTo("AccessDenied");
        assertThat(codeOf(worker::listQueues)).isEqualTo("AccessDenied");
        assertThat(receive(aws.sqs)).isEqualTo(2);
    }

    @Test
    void anotherAccountMayWhatTheQueuesPolicyAllows() {
        assertThat(codeOf(() -> send(amazon))).isEqualTo("AccessDenied");
        setPolicy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::437568002678:root"},
                 "Action":["sqs:SendMessage","sqs:GetQueueAttributes"],"Resource":"%s"}]}""".formatted(QUEUE));
        send(amazon);
        assertThat(amazon.getQueueAttributes(
                                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributesAsStrings())
                .containsEntry("QueueArn", QUEUE);
        assertThat(codeOf(() -> receive(amazon))).isEqualTo("AccessDenied");

        setPolicy("");
        assertThat(codeOf(() -> send(amazon))).isEqualTo("AccessDenied");
    }

    @Test
    void aServiceNeedsTheQueuesPolicyForWhatItActsFor() {
        aws.queues.putPolicy(QUEUE, json("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                 "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(QUEUE, RULE_ARN)), "QueuePolicy");
        aws.queues.send(RULE, QUEUE, "a");
        assertThat(aws.queues.attributes(QUEUE).get("Policy")).contains(RULE_ARN);
        AwsError refusal = Assertions.catchThrowableOfType(
                AwsError.class,
                () -> aws.queues.send(Caller.service("events.amazonaws.com", RULE_ARN + "2"), QUEUE, "a"));
        assertThat(refusal.type()).isEqualTo("AccessDeniedException");
    }

    @Test
    void aDeletedQueuesPolicyIsGoneWithIt() {
        setPolicy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                 "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(QUEUE));
        aws.sqs.deleteQueue(request -> request.queueUrl(url));
        assertThat(codeOf(() -> send(amazon))).isEqualTo("AccessDenied");
    }

    @Test
    void sendingNeedsTwoActionsOfTheKeyThroughSqsAndReceivingOne() {
        String key = aws.kms.createKey(request -> {}).keyMetadata().arn();
        useKey(key);
        attach("sqs:*", QUEUE, "{}");
        assertThat(refusalOf(() -> send(worker))).isInstanceOf(KmsAccessDeniedException.class);
        assertThat(codeOf(() -> send(worker))).isEqualTo("KMS.AccessDeniedException");

        String throughSqs = """
                {"StringEquals":{"kms:ViaService":"sqs.us-east-1.amazonaws.com",
                 "kms:EncryptionContext:aws:sqs:arn":"%s"}}""".formatted(QUEUE);
        attach("kms:GenerateDataKey", key, throughSqs);
        assertThat(refusalOf(() -> send(worker))).hasMessageContaining("kms:Decrypt");
        attach("kms:Decrypt", key, throughSqs);
        send(worker);
        aws.iam().detach(ROLE, "kms:GenerateDataKey");
        assertThat(receive(worker)).isOne();
        assertThat(codeOf(() -> send(worker))).isEqualTo("KMS.AccessDeniedException");
    }

    @Test
    void aServiceNeedsTheKeysPolicy() {
        JsonNode queuePolicy = json("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                 "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(QUEUE));
        aws.queues.putPolicy(QUEUE, queuePolicy, "QueuePolicy");
        String key = aws.kms.createKey(request -> {}).keyMetadata().arn();
        useKey(key);
        assertThat(Assertions.catchThrowableOfType(AwsError.class, () -> aws.queues.send(RULE, QUEUE, "a"))
                        .type())
                .isEqualTo("KmsAccessDenied");
        aws.iam().putResourcePolicy(key, json("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"events.amazonaws.com"},
                         "Action":["kms:GenerateDataKey*","kms:Decrypt"],"Resource":"*"}]}"""), "Key");
        aws.queues.send(RULE, QUEUE, "a");
        assertThat(aws.queues.visible(QUEUE)).isOne();

        useKey("alias/aws/sqs");
        assertThat(Assertions.catchThrowableOfType(AwsError.class, () -> aws.queues.send(RULE, QUEUE, "a"))
                        .type())
                .isEqualTo("KmsAccessDenied");
    }

    @Test
    void whoMovesDeadLettersNeedsWhatReceivingDeletingAndSendingNeed() {
        String dead = "arn:aws:sqs:us-east-1:123456789012:dead";
        aws.queues.createQueue("us-east-1", "dead", Map.of());
        aws.queues.setAttributes(
                QUEUE, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":1}"));
        aws.queues.send(Caller.overNetwork(new Principal.User(AwsAccount.ID, "operator"), true), dead, "a");
        for (String action : List.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
            assertThat(codeOf(() -> move(dead))).isEqualTo("AccessDenied");
            attach("sqs:" + action, dead, "{}");
        }
        assertThat(codeOf(() -> move(dead))).isEqualTo("AccessDenied");
        attach("sqs:SendMessage", QUEUE, "{}");
        move(dead);
        assertThat(aws.queues.visible(QUEUE)).isOne();
    }

    private void move(String dead) {
        worker.startMessageMoveTask(request -> request.sourceArn(dead).destinationArn(QUEUE));
    }

    private void send(SqsClient client) {
        client.sendMessage(request -> request.queueUrl(url).messageBody("a"));
    }

    private int receive(SqsClient client) {
        return client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages()
                .size();
    }

    private void useKey(String key) {
        aws.queues.setAttributes(QUEUE, Map.of("KmsMasterKeyId", key));
    }

    private void setPolicy(String policy) {
        aws.sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }

    /** Lets the role do one thing, by a policy that is named for it. */
    private void attach(String action, String resource, String condition) {
        aws.iam().attach(ROLE, action, json("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s",
                         "Condition":%s}]}""".formatted(action, resource, condition)), "Role");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
