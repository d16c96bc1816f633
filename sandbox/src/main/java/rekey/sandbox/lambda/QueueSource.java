package rekey.sandbox.lambda;

import java.util.List;
import java.util.Map;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** SQS, as far as event source mappings use it. Safe for use by several threads. */
public interface QueueSource {
    /** Where there are no queues. */
    QueueSource NONE = new NoQueues();

    /** A message in the hands of a consumer. */
    record Message(String messageId, String receiptHandle, String body, Map<String, String> attributes) {
        public Message {
            attributes = Map.copyOf(attributes);
        }

        /** Without the body, which may hold a secret. */
        @Override
        public String toString() {
            return "Message[" + messageId + "]";
        }
    }

    /**
     * What can be received now.
     *
     * @param max 1 to 10
     * @throws AwsError when the queue is not there or the caller may not
     */
    List<Message> receive(Caller caller, String queueArn, int max);

    /** @throws AwsError when the queue is not there or the caller may not */
    void delete(Caller caller, String queueArn, String receiptHandle);

    /** How many messages can be received now. */
    long visible(String queueArn);

    /** By their names in SQS: {@code VisibilityTimeout}. */
    Map<String, String> attributes(String queueArn);

    /** From now on, {@code listener} is called when a message may have become visible. */
    void onVisible(String queueArn, Runnable listener);
}
