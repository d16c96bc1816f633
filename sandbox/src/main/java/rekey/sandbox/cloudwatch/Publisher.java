package rekey.sandbox.cloudwatch;

import java.util.Optional;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** How an alarm publishes to a topic. Safe for use by several threads. */
@FunctionalInterface
public interface Publisher {
    /** @throws AwsError when the topic is not there or the caller may not */
    void publish(Caller caller, String topicArn, Optional<String> subject, String message);
}
