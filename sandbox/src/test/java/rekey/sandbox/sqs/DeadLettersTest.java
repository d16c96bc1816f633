package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;

class DeadLettersTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SqsClient sqs = aws.sqs;
    private final String dead = create("dead", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"));
    private final String live = create(
            "live",
            Map.of(
                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                    "1209600",
                    QueueAttributeName.REDRIVE_POLICY,
                    redrive("dead", 2)));

    @Test
    void aMessageIsGivenUpByTheReceiveAfterTheLastOneAllowed() {
        send("a");
        String id = fail(2);
        assertThat(receive(live)).isEmpty();

        Message message = receive(dead).get(0);
        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, ARN + "live")
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3");
    }

    @Test
    void staysWhereItIsWhileTheDeadLetterQueueIsGone() {
        send("a");
        sqs.deleteQueue(request -> request.queueUrl(dead));
        fail(2);
        assertThat(receive(live)).hasSize(1);
    }

    @Test
    void retentionCountsFromTheFirstQueue() {
        send("a");
        aws.clock.advance(Duration.ofDays(13));
        fail(2);
        assertThat(receive(live)).isEmpty();
        assertThat(aws.queues.visible(ARN + "dead")).isOne();
        assertThat(aws.queues.ageOfOldest(ARN + "dead")).isGreaterThanOrEqualTo(Duration.ofDays(13));

        aws.clock.advance(Duration.ofDays(1));
        assertThat(aws.queues.visible(ARN + "dead")).isZero();
        assertThat(aws.queues.ageOfOldest(ARN + "dead")).isZero();
    }

    @Test
    void aQueueSaysWhoseDeadLettersItGets() {
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls())
                .containsExactly(live);
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(live))
                        .queueUrls())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:none\",\"maxReceiveCount\":3}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:live\",\"maxReceiveCount\":3}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:210987654321:dead\",\"maxReceiveCount\":3}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":0}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":1001}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\"}"
            })
    void refusesARedrivePolicyThatCannotWork(String policy) {
        assertThat(codeOf(() -> setOn(live, QueueAttributeName.REDRIVE_POLICY, policy)))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void aQueueMayForbidOthersToUseItForTheirDeadLetters() {
        setOn(
                dead,
                QueueAttributeName.REDRIVE_ALLOW_POLICY,
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "live\"]}");
        setOn(live, QueueAttributeName.REDRIVE_POLICY, redrive("dead", 5));
        assertThat(refusalOf(() -> create("other", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive("dead", 5)))))
                .hasMessageContaining("RedriveAllowPolicy");
        setOn(dead, QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}");
        assertThat(codeOf(() -> setOn(live, QueueAttributeName.REDRIVE_POLICY, redrive("dead", 4))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void anOperatorMovesDeadLettersBackAsNewMessages() {
        send("a");
        String id = fail(2);
        assertThat(receive(live)).isEmpty();
        aws.clock.advance(Duration.ofDays(13));

        sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "dead"));
        ListMessageMoveTasksResultEntry task = tasks().get(0);
        assertThat(task.status()).isEqualTo("COMPLETED");
        assertThat(task.approximateNumberOfMessagesMoved()).isOne();
        assertThat(aws.queues.visible(ARN + "dead")).isZero();

        aws.clock.advance(Duration.ofDays(13));
        Message message = receive(live).get(0);
        assertThat(message.body()).isEqualTo("a");
        assertThat(message.messageId()).isNotEqualTo(id);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    }

    @Test
    void messagesAreMovedAtTheRateThatIsAskedForUntilItIsCancelled() {
        String other = create("other", Map.of());
        for (int i = 0; i < 5; i++) {
            sqs.sendMessage(request -> request.queueUrl(dead).messageBody("m"));
        }
        String handle = sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "dead")
                        .destinationArn(ARN + "other")
                        .maxNumberOfMessagesPerSecond(2))
                .taskHandle();
        aws.clock.advance(Duration.ofSeconds(1));
        assertThat(aws.queues.visible(ARN + "other")).isEqualTo(4);
        assertThat(tasks().get(0).status()).isEqualTo("RUNNING");
        assertThat(tasks().get(0).taskHandle()).isEqualTo(handle);
        assertThat(codeOf(() -> sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "dead"))))
                .isEqualTo("InvalidParameterValue");

        assertThat(sqs.cancelMessageMoveTask(request -> request.taskHandle(handle))
                        .approximateNumberOfMessagesMoved())
                .isEqualTo(4);
        aws.clock.advance(Duration.ofSeconds(5));
        assertThat(receive(other)).hasSize(4);
        assertThat(tasks().get(0).status()).isEqualTo("CANCELLED");
    }

    @Test
    void whatNoQueueGaveUpCannotBeMovedBack() {
        sqs.sendMessage(request -> request.queueUrl(dead).messageBody("m"));
        sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "dead"));
        assertThat(tasks().get(0).status()).isEqualTo("FAILED");
        assertThat(tasks().get(0).failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        assertThat(aws.queues.visible(ARN + "dead")).isOne();
    }

    @Test
    void onlyDeadLettersAreMoved() {
        assertThat(refusalOf(() -> sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "live"))))
                .hasMessageContaining("Source queue must be configured as a Dead Letter Queue.");
        assertThat(refusalOf(() -> sqs.startMessageMoveTask(request -> request.sourceArn(ARN + "none"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    /** Receives the one message and leaves it, so many times. */
    private String fail(int times) {
        String id = "";
        for (int i = 0; i < times; i++) {
            List<Message> received = receive(live);
            assertThat(received).hasSize(1);
            id = received.get(0).messageId();
            aws.clock.advance(Duration.ofSeconds(30));
        }
        return id;
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(live).messageBody(body));
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private List<ListMessageMoveTasksResultEntry> tasks() {
        return sqs.listMessageMoveTasks(
                        request -> request.sourceArn(ARN + "dead").maxResults(10))
                .results();
    }

    private String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private void setOn(String url, QueueAttributeName name, String value) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(name, value)));
    }

    private static String redrive(String target, int count) {
        return "{\"deadLetterTargetArn\":\"" + ARN + target + "\",\"maxReceiveCount\":" + count + "}";
    }
}
