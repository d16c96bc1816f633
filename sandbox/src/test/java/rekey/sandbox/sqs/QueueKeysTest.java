package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sqs.model.KmsNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues with keys of KMS, as far as the keys' own state goes; who may use them is in {@link QueueAccessTest}. */
class QueueKeysTest {
    private static final Caller RULE =
            Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/reminders");

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SqsClient sqs = aws.sqs;
    private final String key = aws.kms.createKey(request -> {}).keyMetadata().keyId();
    private final String url = create("expiry", key);

    @Test
    void aMessageCannotBeReadWhileItsKeyIsDisabledAndIsNotLost() {
        send(url);
        aws.kms.disableKey(request -> request.keyId(key));
        assertThat(refusalOf(() -> receive(url))).isInstanceOf(KmsDisabledException.class);
        assertThat(codeOf(() -> send(url))).isEqualTo("KMS.DisabledException");
        assertThat(aws.queues.visible(arn("expiry"))).isOne();

        aws.kms.enableKey(request -> request.keyId(key));
        assertThat(receive(url)).isOne();
    }

    @Test
    void aMessageCannotBeReadWhenItsKeyIsGone() {
        send(url);
        aws.kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        sqs.setQueueAttributes(request ->
                request.queueUrl(url).attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")));
        assertThat(refusalOf(() -> receive(url))).isInstanceOf(KmsInvalidStateException.class);
        aws.clock.advance(Duration.ofDays(8));
        assertThat(refusalOf(() -> receive(url))).isInstanceOf(KmsNotFoundException.class);
    }

    @Test
    void aMessageKeepsItsKeyWhenTheQueueGetsAnotherAndInTheDeadLetterQueue() {
        String dead = create("dead", "");
        sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":1}",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0",
                        QueueAttributeName.KMS_MASTER_KEY_ID,
                        "")));
        send(url);
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key)));
        send(url);
        assertThat(receive(url)).isEqualTo(2);
        assertThat(receive(url)).isZero();

        aws.kms.disableKey(request -> request.keyId(key));
        assertThat(refusalOf(() -> receive(dead))).isInstanceOf(KmsDisabledException.class);
    }

    @Test
    void aKeyThatIsNotThereShowsWhenItIsUsed() {
        String other = create("other", "alias/none");
        assertThat(refusalOf(() -> send(other))).isInstanceOf(KmsNotFoundException.class);
        assertThat(codeOf(() -> send(other))).isEqualTo("KMS.NotFoundException");
    }

    @Test
    void theKeyThatAwsKeepsForSqsWorksForTheAccountAloneAndForNoService() {
        String managed = create("managed", "alias/aws/sqs");
        send(managed);
        assertThat(receive(managed)).isOne();

        Caller amazon = Caller.overNetwork(new Principal.User("437568002678", "notifications"), true);
        for (Caller stranger : new Caller[] {RULE, amazon}) {
            AwsError refusal = Assertions.catchThrowableOfType(
                    AwsError.class,
                    () -> new QueueKeys(aws.iam(), aws.keys)
                            .seal(stranger, QueueArn.parse(arn("managed")), Optional.of("alias/aws/sqs")));
            assertThat(refusal.type()).isEqualTo("KmsAccessDenied");
            assertThat(refusal.queryCode()).hasValue("KMS.AccessDeniedException");
        }
    }

    private String create(String name, String keyId) {
        return sqs.createQueue(request ->
                        request.queueName(name).attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, keyId)))
                .queueUrl();
    }

    private void send(String queue) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a"));
    }

    private int receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages()
                .size();
    }

    private static String arn(String name) {
        return "arn:aws:sqs:us-east-1:123456789012:" + name;
    }
}
