package rekey.sandbox.lwa;

import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.sqs.Sqs;

/**
 * Uses queues as Amazon's notifications do: as <a
 * href="https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide">another account</a>, over TLS, so
 * that the policies of the queue and of its key decide. Thread-safe.
 */
record AmazonSender(Sqs sqs) {
    static final String ACCOUNT = "437568002678";

    private static final Caller AMAZON = Caller.overNetwork(new Principal.User(ACCOUNT, "notifications"), true);

    /**
     * What the console does with a queue that is entered in it. The queue's key is not asked for: that it is missing shows
     * when a message is sent.
     *
     * @throws EnrolmentRefused when Amazon may not use the queue or there is none
     */
    void check(String queueArn) {
        try {
            sqs.attributes(AMAZON, queueArn);
            sqs.checkSend(AMAZON, queueArn);
        } catch (AwsError e) {
            throw new EnrolmentRefused(queueArn, e);
        }
    }

    /** @throws AwsError when Amazon may not, or there is no such queue */
    void send(String queueArn, String body) {
        sqs.send(AMAZON, queueArn, body);
    }
}
