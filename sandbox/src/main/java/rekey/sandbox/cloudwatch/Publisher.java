package rekey.sandbox.cloudwatch;

import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** How an alarm publishes to a topic. Safe for use by several threads. */
@FunctionalInterface
public interface Publisher {
    /**
     * @param message a JSON object with a text for each way to be subscribed
     * @throws AwsError when the topic is not there or the caller may not
     */
    void publish(Caller caller, String topicArn, String subject, String message);
}
