package rekey.failure;

/**
 * SNS does not take a notice for a reason that neither waiting nor a right cures: the topic is gone, or its key cannot be
 * used. People hear nothing until the operator mends it; nothing else is lost.
 */
public final class NoticeRefused extends Failure {
    /** @param error AWS's name for it */
    public NoticeRefused(String topicArn, String error, Throwable cause) {
        super(
                "SNS does not take a notice for %s (%s).".formatted(topicArn, error)
                        + " Look whether the topic is there, and its KMS key enabled; deploying the stack again makes"
                        + " what is gone.",
                cause);
    }
}
