package rekey.sandbox.sqs;

import java.util.Map;

/**
 * By what a message is encrypted: the key that its queue had when it was sent. It stays so in the dead-letter queue.
 *
 * @param key a key's ARN, or {@link QueueKeys#AWS_MANAGED}
 * @param queue where it was sent to
 * @param dataKey the data key under {@code key}, in base64
 */
record Envelope(String key, QueueArn queue, String dataKey) {
    /** The <a
     * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">encryption
     * context</a> that SQS gives KMS. */
    static Map<String, String> context(QueueArn queue) {
        return Map.of("aws:sqs:arn", queue.toString());
    }
}
