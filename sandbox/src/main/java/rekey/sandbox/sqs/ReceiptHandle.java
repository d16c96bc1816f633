package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import rekey.sandbox.aws.AwsError;

/**
 * What a receiver gets to delete a message by. It belongs to one receipt of one message from one queue.
 *
 * @param receipt empty receipts do not exist
 */
record ReceiptHandle(QueueArn queue, String messageId, String receipt) {
    private static final int PARTS = 3;

    static ReceiptHandle of(QueueArn queue, QueuedMessage received) {
        return new ReceiptHandle(
                queue, received.id(), received.receptions().receipt().orElseThrow());
    }

    /** @throws AwsError {@code ReceiptHandleIsInvalid} when it is none of this queue */
    static ReceiptHandle read(QueueArn queue, String text) {
        String[] parts = decoded(text).split(" ", -1);
        if (parts.length != PARTS || !parts[0].equals(queue.toString())) {
            throw Refusals.receiptHandle();
        }
        return new ReceiptHandle(queue, parts[1], parts[2]);
    }

    String text() {
        String plain = String.join(" ", queue.toString(), messageId, receipt);
        return Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.receiptHandle();
        }
    }
}
