package rekey.sandbox.lambda;

import java.util.List;
import java.util.Map;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** A place without queues. */
final class NoQueues implements QueueSource {
    @Override
    public List<Message> receive(Caller caller, String queueArn, int max) {
        throw missing(queueArn);
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
        throw missing(queueArn);
    }

    @Override
    public long visible(String queueArn) {
        throw missing(queueArn);
    }

    @Override
    public Map<String, String> attributes(String queueArn) {
        throw missing(queueArn);
    }

    @Override
    public void onVisible(String queueArn, Runnable listener) {
        throw missing(queueArn);
    }

    private static AwsError missing(String queueArn) {
        return AwsError.refused("InvalidParameterValueException", "There is no queue " + queueArn + ".");
    }
}
