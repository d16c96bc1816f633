package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

class BatchTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SqsClient sqs = aws.sqs;
    private final String url =
            sqs.createQueue(request -> request.queueName("expiry")).queueUrl();

    @Test
    void whatIsWrongWithOneEntryLeavesTheOthersAlone() {
        SendMessageBatchResponse sent = send(List.of(entry("a", "one"), entry("b", "\u0000"), entry("c", "three")));
        assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("a", "c");
        assertThat(sent.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("b");
            assertThat(failed.code()).isEqualTo("InvalidMessageContents");
            assertThat(failed.senderFault()).isTrue();
        });
        List<Message> received = sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        assertThat(received).extracting(Message::body).containsExactly("one", "three");

        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                .entries(received.stream()
                        .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id(message.body())
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(0)
                                .build())
                        .toList()));
        assertThat(aws.queues.visible("arn:aws:sqs:us-east-1:123456789012:expiry"))
                .isEqualTo(2);

        DeleteMessageBatchResponse deleted = sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("a")
                                .receiptHandle(received.get(0).receiptHandle())
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("b")
                                .receiptHandle("none")
                                .build()));
        assertThat(deleted.successful()).extracting(entry -> entry.id()).containsExactly("a");
        assertThat(deleted.failed())
                .extracting(failed -> failed.id() + " " + failed.code())
                .containsExactly("b ReceiptHandleIsInvalid");
        assertThat(aws.queues.visible("arn:aws:sqs:us-east-1:123456789012:expiry"))
                .isOne();
    }

    @Test
    void whatIsWrongWithTheBatchRefusesAllOfIt() {
        assertThat(refusalOf(() -> send(List.of()))).isInstanceOf(EmptyBatchRequestException.class);
        assertThat(refusalOf(() -> send(IntStream.range(0, 11)
                        .mapToObj(i -> entry("e" + i, "x"))
                        .toList())))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThat(refusalOf(() -> send(List.of(entry("a", "x"), entry("a", "y")))))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        assertThat(refusalOf(() -> send(List.of(entry("a b", "x"))))).isInstanceOf(InvalidBatchEntryIdException.class);
        assertThat(refusalOf(() -> send(List.of(entry("a", "x".repeat(524_288)), entry("b", "x".repeat(524_289))))))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThat(aws.queues.visible("arn:aws:sqs:us-east-1:123456789012:expiry"))
                .isZero();
    }

    private SendMessageBatchResponse send(List<SendMessageBatchRequestEntry> entries) {
        return sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }
}
