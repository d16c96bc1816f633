package rekey.sandbox.sqs;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Where SQS tells how a queue stands: <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">its
 * metrics</a> of CloudWatch's namespace {@code AWS/SQS}. Safe for use by several threads.
 */
public interface QueueMetrics {
    /** Tells nobody. */
    QueueMetrics NONE = new QueueMetrics() {
        @Override
        public Runnable gauge(String name, Map<String, String> dimensions, DoubleSupplier value) {
            return () -> {};
        }

        @Override
        public void remove(String name, Map<String, String> dimensions) {}
    };

    /**
     * A queue is made.
     *
     * @param name {@code ApproximateNumberOfMessagesVisible} or {@code ApproximateAgeOfOldestMessage}, in seconds
     * @param dimensions {@code QueueName}
     * @param value what it is now
     * @return to be run when the value may have risen from zero
     */
    Runnable gauge(String name, Map<String, String> dimensions, DoubleSupplier value);

    /** A queue is deleted. */
    void remove(String name, Map<String, String> dimensions);
}
