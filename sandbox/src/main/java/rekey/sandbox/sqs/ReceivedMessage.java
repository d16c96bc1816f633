package rekey.sandbox.sqs;

import java.util.Map;

/**
 * A message as a receiver gets it.
 *
 * @param receiptHandle by which he deletes it
 * @param attributes SQS's own: {@code SenderId}, {@code SentTimestamp}, {@code ApproximateReceiveCount}, {@code
 *     ApproximateFirstReceiveTimestamp}, and {@code DeadLetterQueueSourceArn} in a dead-letter queue
 */
public record ReceivedMessage(String messageId, String receiptHandle, String body, Map<String, String> attributes) {
    public ReceivedMessage {
        attributes = Map.copyOf(attributes);
    }

    static ReceivedMessage of(QueueArn queue, QueuedMessage message) {
        return new ReceivedMessage(
                message.id(),
                ReceiptHandle.of(queue, message).text(),
                message.content().body(),
                message.systemAttributes());
    }

    /** Without the body, which may be a secret. */
    @Override
    public String toString() {
        return "ReceivedMessage[" + messageId + "]";
    }
}
