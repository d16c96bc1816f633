package rekey.infra;

import rekey.deployment.DeployedNames;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Tells people when the secret will not rotate by itself, or nobody looks after it. */
final class RotationAlarms extends Construct {
    record Props(
            DeployedNames names,
            AmazonQueues queues,
            RotationFunction rotation,
            WatchFunction watch,
            Notices notices) {}

    private static final int FEWEST_DAYS_LEFT = 14;
    private static final int HOUR_SECONDS = 60 * 60;
    private static final int NEW_SECRET_WAITS = 2 * HOUR_SECONDS;
    private static final int EXPIRY_WAITS = 24 * HOUR_SECONDS;
    /** One message that makes it fail comes back ten times an hour; an operator whose order is refused does not. */
    private static final int MANY_ERRORS = 5;
    /** As often as Lambda tries. */
    private static final int EVERY_TRY = 3;

    private final Notices notices;

    RotationAlarms(Construct scope, String id, Props props) {
        super(scope, id);
        notices = props.notices();
        queues(props.names(), props.queues());
        functions(props.names(), props.rotation(), props.watch());
        measured(props.names(), props.watch().measured());
    }

    /**
     * A message that fails again and again drops out of the age that SQS tells
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">after
     * three tries</a>), and is in the queue behind after three hours. So age is about messages that nobody takes.
     */
    private void queues(DeployedNames names, AmazonQueues queues) {
        notices.alarm(
                this,
                "NewSecretWaits",
                names.newSecretQueue() + " waits",
                "A new client secret has waited for 2 hours, and callers still get the one before, which Amazon accepts for"
                        + " 7 days after the rotation. See the log of " + names.rotationFunction()
                        + " and whether it is"
                        + " invoked: rekey rotate --dry-run checks it. Do not delete the message: it is the only copy.",
                age(queues.newSecret(), null),
                NEW_SECRET_WAITS);
        notices.alarm(
                this,
                "ExpiryWaits",
                names.expiryQueue() + " waits",
                "Amazon's word of when the client secret expires has waited for a day. See the log of "
                        + names.rotationFunction() + " and whether it is invoked: rekey rotate --dry-run checks it.",
                age(queues.expiry(), null),
                EXPIRY_WAITS);
        failed(
                "NewSecretFailed",
                names.failedQueue(names.newSecretQueue()),
                names,
                queues.all().get(1).failed(),
                """
                Do not delete it: it may be the only copy of a new client secret. Once the reason is mended, start a\
                 redrive of the queue in the SQS console.""");
        failed(
                "ExpiryFailed",
                names.failedQueue(names.expiryQueue()),
                names,
                queues.all().get(0).failed(),
                """
                Once the reason is mended, start a redrive of the queue in the SQS console, or purge it.""");
    }

    private void failed(String id, String name, DeployedNames names, Queue queue, String then) {
        notices.alarm(
                this,
                id,
                name + " is not empty",
                "A message of Amazon's could not be dealt with in 3 hours of tries, and stays for 14 days from when it was"
                        + " sent. The log of " + names.rotationFunction() + " says why. " + then,
                DeadLetters.messages(queue, null));
    }

    private void functions(DeployedNames names, RotationFunction rotation, WatchFunction watch) {
        notices.alarm(
                this,
                "RotationFails",
                names.rotationFunction() + " fails",
                "The function that rotates the client secret has failed 5 times in an hour. Its log names each error and what"
                        + " to do; rekey status shows how many days are left.",
                rotation.function().metricErrors(sum(Duration.hours(1))),
                MANY_ERRORS);
        notices.alarm(
                this,
                "WatchFails",
                names.watchFunction() + " fails",
                "All three tries to look after the client secret have failed today. The function's log names each error and"
                        + " what to do. Until it is mended, look at rekey status yourself.",
                watch.function().metricErrors(sum(Duration.hours(1))),
                EVERY_TRY);
        notices.alarm(
                this,
                "WatchNotInvoked",
                names.watchFunction() + " could not be invoked",
                "EventBridge Scheduler has tried for 6 hours to invoke the function that looks after the client secret. Its"
                        + " message in the queue says why. Deploy again, and look at rekey status yourself until then.",
                watch.notInvoked());
        notices.alarmMissing(
                this,
                "WatchSilent",
                names.watchFunction() + " does not run",
                "Nobody has looked after the client secret for 2 days or more. See in EventBridge Scheduler whether the"
                        + " schedule " + names.watchSchedule()
                        + " is there and enabled; deploy again if not. Until then, look"
                        + " at rekey status yourself.",
                watch.function().metricInvocations(sum(Duration.days(1))),
                2);
    }

    private void measured(DeployedNames names, WatchMetrics measured) {
        notices.alarmBelow(
                this,
                "FewDaysLeft",
                names.application() + " client secret expires soon",
                "The client secret ends in less than 14 days and has not been rotated. rekey status says why; rekey rotate"
                        + " rotates it now, and so does Seller Central, with rekey put clientsecret afterwards.",
                measured.daysLeft(null),
                FEWEST_DAYS_LEFT);
        notices.alarmBelow(
                this,
                "CanaryFails",
                names.application() + " is refused by SP-API",
                "SP-API refuses access tokens that were got with the current client secret. rekey status says why: if the"
                        + " secret has expired, rotate it with rekey rotate, or in Seller Central and rekey put clientsecret.",
                measured.canary(null),
                1);
    }

    /** @param label null for an alarm, which has none */
    static IMetric age(Queue queue, String label) {
        return queue.metricApproximateAgeOfOldestMessage(MetricOptions.builder()
                .period(Duration.minutes(5))
                .statistic("Maximum")
                .label(label)
                .build());
    }

    private static MetricOptions sum(Duration period) {
        return MetricOptions.builder().period(period).statistic("Sum").build();
    }
}
