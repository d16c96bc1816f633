package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Messages from their sender to their deletion. The SDK compares checksums by itself and throws when they differ. */
class MessagesTest {
    private static final int MEBIBYTE = 1_048_576;

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SqsClient sqs = aws.sqs;
    private final String url =
            sqs.createQueue(request -> request.queueName("expiry")).queueUrl();

    @Test
    void aMessageArrivesWithWhatSqsKnowsOfIt() {
        String id = sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"a\":\"\u00e9\ud83d\ude80\"}"))
                .messageId();
        Message message = receiveOne(request -> request.messageSystemAttributeNames(MessageSystemAttributeName.ALL));

        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.body()).isEqualTo("{\"a\":\"\u00e9\ud83d\ude80\"}");
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        assertThat(attributes)
                .containsOnlyKeys(
                        MessageSystemAttributeName.SENDER_ID,
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(attributes.get(MessageSystemAttributeName.SENDER_ID)).startsWith("AIDA");
        assertThat(Long.parseLong(attributes.get(MessageSystemAttributeName.SENT_TIMESTAMP)))
                .isBetween(aws.clock.millis() - 10_000, aws.clock.millis());
    }

    @Test
    void showsNoMoreOfItThanIsAskedFor() {
        send("a");
        Message message = receiveOne(
                request -> request.messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        assertThat(message.attributes()).containsOnlyKeys(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        assertThat(codeOf(() -> receive(request -> request.messageSystemAttributeNamesWithStrings("Colour"))))
                .isEqualTo("InvalidAttributeName");
    }

    @Test
    void attributesOfAnyTypeArriveWithTheirChecksum() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "clientId", text("String", "amzn1.application-oa2-client.1"),
                "count", text("Number.int", "-1.5"),
                "blob",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                                .build());
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a").messageAttributes(attributes));
        assertThat(receiveOne(request -> request.messageAttributeNames("All").visibilityTimeout(0))
                        .messageAttributes())
                .isEqualTo(attributes);
        assertThat(receiveOne(request ->
                                request.messageAttributeNames("cl.*", "count").visibilityTimeout(0))
                        .messageAttributes())
                .containsOnlyKeys("count", "clientId");
        assertThat(receiveOne(request -> {}).messageAttributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a..b,String,x",
        "AWS.a,String,x",
        ".a,String,x",
        "a b,String,x",
        "a,Text,x",
        "a,Number,x",
        "a,String,''"
    })
    void refusesAnAttributeThatBreaksTheRules(String name, String type, String value) {
        assertThat(codeOf(() -> sqs.sendMessage(request ->
                        request.queueUrl(url).messageBody("a").messageAttributes(Map.of(name, text(type, value))))))
                .isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u000b", "\ufffe"})
    void refusesCharactersThatAreNotAllowed(String body) {
        assertThat(refusalOf(() -> send(body))).isInstanceOf(InvalidMessageContentsException.class);
    }

    @Test
    void takesAMessageOfOneMebibyteAndNoByteMore() {
        send("\u0080".repeat(MEBIBYTE / 2));
        send("\t".repeat(MEBIBYTE));
        assertThat(receive(request -> request.maxNumberOfMessages(2))).hasSize(2);
        assertThat(codeOf(() -> send("x".repeat(MEBIBYTE + 1)))).isEqualTo("InvalidParameterValue");
        assertThat(codeOf(() -> send(""))).isEqualTo("MissingParameter");
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")));
        assertThat(codeOf(() -> sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody("x".repeat(1_020))
                        .messageAttributes(Map.of("a", text("String", "b"))))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void isHiddenWhileSomebodyHasItAndComesBackUnlessItIsDeleted() {
        send("a");
        Message first = receiveOne(request -> {});
        assertThat(receive(request -> {})).isEmpty();
        assertCounts(0, 1, 0);

        aws.clock.advance(Duration.ofSeconds(30));
        assertCounts(1, 0, 0);
        Message second = receiveOne(request ->
                request.visibilityTimeout(43_200).messageSystemAttributeNames(MessageSystemAttributeName.ALL));
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");

        delete(first);
        assertCounts(0, 1, 0);
        delete(second);
        assertCounts(0, 0, 0);
        delete(second);
    }

    @Test
    void visibilityIsChangedForThoseInFlight() {
        send("a");
        Message message = receiveOne(request -> {});
        hide(message, 600);
        aws.clock.advance(Duration.ofSeconds(599));
        assertThat(receive(request -> {})).isEmpty();
        hide(message, 0);
        Message again = receiveOne(request -> {});

        assertThat(codeOf(() -> hide(message, 0))).isEqualTo("InvalidParameterValue");
        assertThat(codeOf(() -> hide(again, 43_201))).isEqualTo("InvalidParameterValue");
        aws.clock.advance(Duration.ofSeconds(20));
        assertThat(refusalOf(() -> hide(again, 43_200))).hasMessageContaining("beyond the limit");
        aws.clock.advance(Duration.ofSeconds(20));
        assertThat(refusalOf(() -> hide(again, 1))).isInstanceOf(MessageNotInflightException.class);
    }

    @Test
    void aReceiptOfAnotherQueueOrNoneIsRefused() {
        send("a");
        Message message = receiveOne(request -> {});
        String other = sqs.createQueue(request -> request.queueName("other")).queueUrl();
        assertThat(refusalOf(() ->
                        sqs.deleteMessage(request -> request.queueUrl(other).receiptHandle(message.receiptHandle()))))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThat(codeOf(
                        () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("hunter2"))))
                .isEqualTo("ReceiptHandleIsInvalid");
    }

    @Test
    void aDelayedMessageIsNotVisibleBefore() {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a").delaySeconds(900));
        assertCounts(0, 0, 1);
        assertThat(receive(request -> {})).isEmpty();
        aws.clock.advance(Duration.ofMinutes(15));
        assertThat(receiveOne(request -> {}).body()).isEqualTo("a");
        assertThat(codeOf(() -> sqs.sendMessage(
                        request -> request.queueUrl(url).messageBody("a").delaySeconds(901))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void theQueuesDelayHoldsForMessagesWithoutTheirOwn() {
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "60")));
        send("later");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("now").delaySeconds(0));
        assertThat(bodies(receive(request -> request.maxNumberOfMessages(10)))).containsExactly("now");
        aws.clock.advance(Duration.ofMinutes(1));
        assertThat(bodies(receive(request -> request.maxNumberOfMessages(10)))).containsExactly("later", "now");
    }

    @Test
    void isGoneWhenItsRetentionIsOver() {
        send("a");
        aws.clock.advance(Duration.ofDays(4).minusSeconds(10));
        assertCounts(1, 0, 0);
        receiveOne(request -> {});
        aws.clock.advance(Duration.ofSeconds(10));
        assertCounts(0, 0, 0);
        aws.clock.advance(Duration.ofSeconds(30));
        assertThat(receive(request -> {})).isEmpty();
    }

    @Test
    void aShorterRetentionHoldsForWhatIsThereAlready() {
        send("a");
        aws.clock.advance(Duration.ofMinutes(1));
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60")));
        assertThat(receive(request -> {})).isEmpty();
    }

    @Test
    void isEmptiedOnceAMinute() {
        send("a");
        sqs.purgeQueue(request -> request.queueUrl(url));
        assertCounts(0, 0, 0);
        assertThat(refusalOf(() -> sqs.purgeQueue(request -> request.queueUrl(url))))
                .isInstanceOf(PurgeQueueInProgressException.class);
        aws.clock.advance(Duration.ofMinutes(1));
        sqs.purgeQueue(request -> request.queueUrl(url));
    }

    @Test
    void givesNoMoreThanAreAskedForInTheOrderOfTheirComing() {
        for (int i = 0; i < 12; i++) {
            send("m" + i);
        }
        assertThat(bodies(receive(request -> {}))).containsExactly("m0");
        assertThat(bodies(receive(request -> request.maxNumberOfMessages(10))))
                .hasSize(10)
                .startsWith("m1", "m2");
        assertThat(codeOf(() -> receive(request -> request.maxNumberOfMessages(11))))
                .isEqualTo("InvalidParameterValue");
        assertThat(codeOf(() -> receive(request -> request.waitTimeSeconds(21))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void noMessagePrintsItsBody() {
        OutgoingMessage message = OutgoingMessage.of("hunter2");
        QueuedMessage queued = QueuedMessage.of(message, "AIDA", aws.clock.instant(), Optional.empty(), Duration.ZERO);
        QueuedMessage received = queued.received(aws.clock.instant(), Duration.ZERO);
        ReceivedMessage handed = ReceivedMessage.of(new QueueArn("us-east-1", "a"), received);
        assertThat(List.of(message, received, handed, new MessageAttribute("String", "hunter2"))
                        .toString())
                .doesNotContain("hunter2");
    }

    private void send(String body) {
        sqs.sendMessage(
                SendMessageRequest.builder().queueUrl(url).messageBody(body).build());
    }

    private List<Message> receive(Consumer<ReceiveMessageRequest.Builder> options) {
        return sqs.receiveMessage(request -> options.accept(request.queueUrl(url)))
                .messages();
    }

    private Message receiveOne(Consumer<ReceiveMessageRequest.Builder> options) {
        List<Message> received = receive(options);
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private void hide(Message message, int seconds) {
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    private void assertCounts(int visible, int inFlight, int delayed) {
        Map<String, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
        assertThat(attributes)
                .containsEntry("ApproximateNumberOfMessages", Integer.toString(visible))
                .containsEntry("ApproximateNumberOfMessagesNotVisible", Integer.toString(inFlight))
                .containsEntry("ApproximateNumberOfMessagesDelayed", Integer.toString(delayed));
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }

    private static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
