package rekey.sandbox.sns;

import java.util.Map;

/**
 * Where SNS counts what it delivered (<a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">
 * its metrics</a>). Safe for use by several threads.
 */
@FunctionalInterface
public interface DeliveryMetrics {
    /** Counts nothing. */
    DeliveryMetrics NONE = (namespace, name, dimensions, value) -> {};

    /**
     * @param namespace {@code AWS/SNS}
     * @param name {@code NumberOfMessagesPublished}, and for each subscription {@code NumberOfNotificationsDelivered} or
     *     {@code NumberOfNotificationsFailed}
     * @param dimensions {@code TopicName}, or {@code PhoneNumber} for what was sent to a number directly
     */
    void add(String namespace, String name, Map<String, String> dimensions, double value);
}
