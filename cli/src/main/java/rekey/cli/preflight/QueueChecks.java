package rekey.cli.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.cli.CommandFailure;
import rekey.cli.Repair;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Whether what Amazon sends would arrive and be kept: the two queues, who may send to them, their key, how long they keep
 * a message, and whether the last one that could not be dealt with was looked after.
 */
public final class QueueChecks {
    private static final Duration RETENTION = Duration.ofDays(14);

    private final SqsClient sqs;
    private final KmsClient kms;
    private final DeployedNames names;
    private final String repair;

    /**
     * What was found.
     *
     * @param arns of the queues that are there, by their names
     */
    public record Found(List<Check> checks, Map<String, String> arns) {}

    public QueueChecks(SqsClient sqs, KmsClient kms, ApplicationName application, Instant now) {
        this.sqs = sqs;
        this.kms = kms;
        this.names = new DeployedNames(application);
        this.repair = Repair.of(application, now);
    }

    public Found run() {
        List<Check> checks = new ArrayList<>();
        Map<String, String> arns = new LinkedHashMap<>();
        for (String name : List.of(names.expiryQueue(), names.newSecretQueue())) {
            found(name, checks).ifPresent(queue -> {
                arns.put(name, queue.arn());
                look(queue, checks);
            });
        }
        return new Found(List.copyOf(checks), arns);
    }

    private void look(QueueFacts queue, List<Check> checks) {
        checks.add(
                queue.isStandard()
                        ? Check.passed(queue.name(), "is there, a standard queue")
                        : Check.failed(
                                queue.name(),
                                "is a FIFO queue, which Amazon does not send to",
                                "Delete it. " + repair));
        checks.add(AccessCheck.of(queue, repair));
        checks.add(new QueueKey(kms, repair).of(queue));
        checks.add(retention(queue));
        String failedName = names.failedQueue(queue.name());
        found(failedName, checks).ifPresent(failed -> deadLetters(queue, failed, checks));
    }

    private Check retention(QueueFacts queue) {
        return queue.retention().equals(RETENTION)
                ? Check.passed(queue.name(), "keeps messages for 14 days")
                : Check.failed(
                        queue.name(),
                        "keeps messages for %s, not for 14 days".formatted(inWords(queue.retention())),
                        repair);
    }

    private void deadLetters(QueueFacts queue, QueueFacts failed, List<Check> checks) {
        if (!queue.failedQueueArn().equals(failed.arn())) {
            checks.add(Check.failed(
                    queue.name(), "does not hand on to %s what cannot be dealt with".formatted(failed.name()), repair));
        }
        if (!failed.retention().equals(RETENTION)) {
            checks.add(retention(failed));
        }
        checks.add(
                failed.messages() == 0
                        ? Check.passed(failed.name(), "is empty")
                        : Check.failed(
                                failed.name(),
                                "holds %d message%s that could not be dealt with"
                                        .formatted(failed.messages(), failed.messages() == 1 ? "" : "s"),
                                "One may be the only copy of a secret. See why in the mail or the function's log, then have"
                                        + " them tried again: aws sqs start-message-move-task --source-arn "
                                        + failed.arn()));
    }

    private Optional<QueueFacts> found(String name, List<Check> checks) {
        try {
            Optional<QueueFacts> queue = QueueFacts.find(sqs, name);
            if (queue.isEmpty()) {
                checks.add(Check.failed(name, "is not there", repair));
            }
            return queue;
        } catch (CommandFailure e) {
            checks.add(Check.unknown(name, e.getMessage()));
            return Optional.empty();
        }
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 0
                ? "%d day%s".formatted(duration.toDays(), duration.toDays() == 1 ? "" : "s")
                : "%d minutes".formatted(duration.toMinutes());
    }
}
