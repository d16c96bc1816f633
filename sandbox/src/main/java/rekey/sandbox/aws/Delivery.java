package rekey.sandbox.aws;

/** How a service hands a message to something of another service, known by its ARN. Safe for use by several threads. */
@FunctionalInterface
public interface Delivery {
    /**
     * Publishes to a topic, sends to a queue, or invokes a function without waiting for what comes of it.
     *
     * @param caller for whom: a service principal, or a role that it has assumed
     * @param arn the topic's, the queue's, the function's or its alias's
     * @throws AwsError when it is not there or the caller may not
     */
    void deliver(Caller caller, String arn, String message);
}
