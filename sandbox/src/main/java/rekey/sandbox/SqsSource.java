package rekey.sandbox;

import java.util.List;
import java.util.Map;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.lambda.QueueSource;
import rekey.sandbox.sqs.Sqs;

/** The sandbox's queues, for Lambda. */
record SqsSource(Sqs sqs) implements QueueSource {
    @Override
    public List<Message> receive(Caller caller, String queueArn, int max) {
        return sqs.receive(caller, queueArn, max).stream()
                .map(message ->
                        new Message(message.messageId(), message.receiptHandle(), message.body(), message.attributes()))
                .toList();
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
        sqs.delete(caller, queueArn, receiptHandle);
    }

    @Override
    public long visible(String queueArn) {
        return sqs.visible(queueArn);
    }

    @Override
    public Map<String, String> attributes(String queueArn) {
        return sqs.attributes(queueArn);
    }

    @Override
    public void onVisible(String queueArn, Runnable listener) {
        sqs.onVisible(queueArn, listener);
    }
}
