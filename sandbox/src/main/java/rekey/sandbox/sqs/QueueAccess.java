package rekey.sandbox.sqs;

import java.util.Map;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;

/** Lets callers at queues as IAM and the queues' policies allow. Safe for use by several threads. */
final class QueueAccess {
    private final Iam iam;
    private final Queues queues;

    QueueAccess(Iam iam, Queues queues) {
        this.iam = iam;
        this.queues = queues;
    }

    /**
     * @param action {@code SendMessage}, also for a batch
     * @throws AwsError {@code AccessDenied}, HTTP 403, or {@code QueueDoesNotExist}
     */
    Queue queue(Caller caller, String action, QueueArn arn) {
        check(caller, action, arn.toString());
        return queues.get(arn);
    }

    /** @param resource a queue's ARN, or {@code *} where an action knows no queue */
    void check(Caller caller, String action, String resource) {
        iam.refusal(caller, "sqs:" + action, resource, Map.of()).ifPresent(reason -> {
            throw Refusals.denied(reason);
        });
    }
}
