package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Who waits for messages, by long polling over the network and by a listener in process. None of it may take long. */
@Timeout(15)
class WaitingTest {
    private static final Caller OPERATOR = Caller.overNetwork(new Principal.User("123456789012", "operator"), true);

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @AutoClose("shutdownNow")
    private final ExecutorService receivers = Executors.newCachedThreadPool();

    private final SqsClient sqs = aws.sqs;
    private final String arn = aws.queues.createQueue("us-east-1", "expiry", Map.of());
    private final String url =
            sqs.getQueueUrl(request -> request.queueName("expiry")).queueUrl();
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();

    @Test
    void aLongPollEndsWhenAMessageArrives() throws Exception {
        Future<List<Message>> receiving = poll(20);
        aws.queues.send(OPERATOR, arn, "a");
        assertThat(receiving.get()).extracting(Message::body).containsExactly("a");
    }

    @Test
    void aLongPollEndsWhenAMessageIsVisibleAgain() throws Exception {
        aws.queues.send(OPERATOR, arn, "a");
        assertThat(aws.queues.receive(OPERATOR, arn, 10)).hasSize(1);
        Future<List<Message>> receiving = poll(20);
        aws.clock.advance(Duration.ofSeconds(30));
        // Where the clock was moved before the poll began, it finds the message at once.
        assertThat(receiving.get()).hasSize(1);
    }

    @Test
    void aLongPollEndsWithNothingWhenItsTimeIsOver() throws Exception {
        Future<List<Message>> receiving = poll(20);
        while (!receiving.isDone()) {
            aws.clock.advance(Duration.ofSeconds(20));
            Thread.onSpinWait();
        }
        assertThat(receiving.get()).isEmpty();
        assertThat(poll(1).get()).isEmpty();
    }

    @Test
    void aLongPollEndsWhenTheQueueIsDeleted() {
        Future<List<Message>> receiving = poll(20);
        aws.queues.deleteQueue(arn);
        assertThat(codeOf(() -> {
                    try {
                        receiving.get();
                    } catch (ExecutionException e) {
                        throw e.getCause();
                    }
                }))
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    }

    @Test
    void oneMessageGoesToOneOfManyReceivers() throws Exception {
        List<Future<List<Message>>> receiving = List.of(poll(20), poll(20), poll(20));
        for (int i = 0; i < 3; i++) {
            aws.queues.send(OPERATOR, arn, "m" + i);
        }
        int received = 0;
        while (!receiving.stream().allMatch(Future::isDone)) {
            Thread.onSpinWait();
        }
        for (Future<List<Message>> one : receiving) {
            received += one.get().size();
        }
        assertThat(received).isEqualTo(3);
    }

    @Test
    void aListenerHearsOfAMessageWhenItIsSent() throws Exception {
        listen();
        aws.queues.send(OPERATOR, arn, "a");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isOne();
    }

    @Test
    void aListenerHearsOfWhatIsThereWhenItComes() throws Exception {
        aws.queues.send(OPERATOR, arn, "a");
        listen();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isOne();
    }

    @Test
    void aListenerHearsWhileTheClockIsMovedOfWhatBecomesVisible() {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a").delaySeconds(900));
        listen();
        aws.clock.advance(Duration.ofSeconds(800));
        assertThat(heard).isEmpty();
        aws.clock.advance(Duration.ofSeconds(100));
        assertThat(heard).containsExactly(1L);

        assertThat(aws.queues.receive(OPERATOR, arn, 10)).hasSize(1);
        aws.clock.advance(Duration.ofSeconds(30));
        assertThat(heard).hasSize(2);

        ReceivedMessage message = aws.queues.receive(OPERATOR, arn, 10).get(0);
        aws.queues.delete(OPERATOR, arn, message.receiptHandle());
        aws.clock.advance(Duration.ofDays(1));
        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerOfTheDeadLetterQueueHearsOfWhatIsGivenUp() {
        String dead = arn;
        String live = aws.queues.createQueue(
                "us-east-1",
                "live",
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":\"1\"}"));
        listen();
        aws.queues.send(OPERATOR, live, "a");
        aws.queues.onVisible(live, () -> aws.queues.receive(OPERATOR, live, 10));
        aws.clock.advance(Duration.ofSeconds(31));

        assertThat(heard).containsExactly(1L);
        assertThat(aws.queues.attributes(live)).containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
    }

    private void listen() {
        aws.queues.onVisible(arn, () -> heard.add(aws.queues.visible(arn)));
    }

    private Future<List<Message>> poll(int seconds) {
        return receivers.submit(
                () -> sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(seconds))
                        .messages());
    }
}
