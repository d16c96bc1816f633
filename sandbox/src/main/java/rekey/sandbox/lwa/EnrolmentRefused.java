package rekey.sandbox.lwa;

/** Amazon may not use a queue that it was to send to; the message says which, why, and what it needs. */
public final class EnrolmentRefused extends RuntimeException {
    EnrolmentRefused(String queueArn, Throwable why) {
        super(
                "Amazon cannot use %s: %s Let arn:aws:iam::%s:root do sqs:GetQueueAttributes and sqs:SendMessage on it."
                        .formatted(queueArn, sentence(why.getMessage()), AmazonSender.ACCOUNT),
                why);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
