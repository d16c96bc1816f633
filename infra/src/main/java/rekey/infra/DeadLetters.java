package rekey.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where EventBridge puts what it could not deliver, for 14 days.
 *
 * @param undelivered what nobody has looked at
 * @param leftAlone where a message goes that somebody looked at ten times and left, so that looking does not lose it
 */
record DeadLetters(Queue undelivered, Queue leftAlone) {

    static DeadLetters in(Construct scope) {
        Queue leftAlone = queue(scope, "LeftAlone").build();
        Queue undelivered = queue(scope, "Undelivered")
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(leftAlone)
                        .maxReceiveCount(10)
                        .build())
                .build();
        return new DeadLetters(undelivered, leftAlone);
    }

    /** How many messages wait: for an alarm. */
    IMetric waiting() {
        return messages(undelivered, null);
    }

    /** How many wait, and how many of those somebody has seen: for a dashboard. */
    List<IMetric> shown() {
        return List.of(messages(undelivered, "new"), messages(leftAlone, "seen"));
    }

    /** @param label null for an alarm, which has none */
    static IMetric messages(Queue queue, String label) {
        return queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                .period(Duration.minutes(5))
                .statistic("Maximum")
                .label(label)
                .build());
    }

    private static Queue.Builder queue(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
    }
}
