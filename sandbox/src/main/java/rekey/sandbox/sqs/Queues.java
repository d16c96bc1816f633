package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.iam.Iam;

/** The queues of every region. Their policies are kept by IAM, too, which goes by them. Safe for use by several threads. */
final class Queues {
    private static final int SECONDS_WITHOUT_A_SUCCESSOR = 60;

    private final SandboxClock clock;
    private final Iam iam;
    private final ReentrantLock messages = new ReentrantLock();
    /** Read without this object's lock, as a message on its way to a dead-letter queue holds that of the messages. */
    private final ConcurrentSkipListMap<String, Queue> queues = new ConcurrentSkipListMap<>();

    private final Map<String, Instant> deleted = new HashMap<>();

    Queues(SandboxClock clock, Iam iam) {
        this.clock = clock;
        this.iam = iam;
    }

    /**
     * Makes a queue, unless there is one of this name whose attributes are the same where they are given.
     *
     * @throws AwsError {@code QueueNameExists} when they are not, {@code QueueDeletedRecently} within a minute after a queue
     *     of this name was deleted
     */
    synchronized Queue create(QueueArn arn, Map<String, String> attributes, Map<String, String> tags) {
        Queue known = queues.get(arn.toString());
        if (known != null) {
            known.settings().conflict(attributes).ifPresent(attribute -> {
                throw Refusals.nameTaken(attribute);
            });
            return known;
        }
        Instant gone = deleted.get(arn.toString());
        if (gone != null && gone.plusSeconds(SECONDS_WITHOUT_A_SUCCESSOR).isAfter(clock.instant())) {
            throw Refusals.deletedRecently();
        }
        Queue queue = new Queue(arn, clock, messages, this::find);
        change(queue, attributes);
        queue.tag(none -> tags);
        queues.put(arn.toString(), queue);
        return queue;
    }

    /** Changes attributes; an empty policy takes it away. */
    synchronized void set(QueueArn arn, Map<String, String> changes) {
        change(get(arn), changes);
    }

    /** @param origin what made the policy, for IAM's report */
    synchronized void putPolicy(QueueArn arn, JsonNode document, String origin) {
        Queue queue = get(arn);
        QueueSettings changed = queue.settings().with(Map.of(QueueSettings.POLICY, document.toString()));
        putPolicy(queue, document, origin);
        queue.set(changed);
    }

    Optional<Queue> find(QueueArn arn) {
        return Optional.ofNullable(queues.get(arn.toString()));
    }

    /** @throws AwsError {@code QueueDoesNotExist} */
    Queue get(QueueArn arn) {
        return find(arn).orElseThrow(Refusals::noQueue);
    }

    /** Deletes a queue with its messages. */
    synchronized void delete(QueueArn arn) {
        Queue queue = get(arn);
        queues.remove(arn.toString());
        deleted.put(arn.toString(), clock.instant());
        queue.backlog.close();
        iam.deleteResourcePolicy(arn.toString());
    }

    /** Those of a region whose names begin so, in the order of their names. */
    List<Queue> in(String region, String prefix) {
        return queues.values().stream()
                .filter(queue ->
                        queue.arn.region().equals(region) && queue.arn.name().startsWith(prefix))
                .toList();
    }

    /** Those whose dead-letter queue it is. */
    List<Queue> sourcesOf(QueueArn deadLetters) {
        return in(deadLetters.region(), "").stream()
                .filter(queue -> queue.settings()
                        .redrive()
                        .filter(policy -> policy.deadLetters().equals(deadLetters))
                        .isPresent())
                .toList();
    }

    private void change(Queue queue, Map<String, String> changes) {
        QueueSettings changed = queue.settings().with(changes);
        if (changes.containsKey(RedrivePolicy.ATTRIBUTE)) {
            changed.redrive().ifPresent(policy -> requireDeadLetters(queue.arn, policy.deadLetters()));
        }
        if (changes.containsKey(QueueSettings.POLICY)) {
            String origin = "Policy of " + queue.arn.name();
            changed.policy()
                    .ifPresentOrElse(
                            policy -> putPolicy(queue, SettingJson.object(QueueSettings.POLICY, policy), origin),
                            () -> iam.deleteResourcePolicy(queue.arn.toString()));
        }
        queue.set(changed);
    }

    private void putPolicy(Queue queue, JsonNode document, String origin) {
        try {
            iam.putResourcePolicy(queue.arn.toString(), document, origin);
        } catch (AwsError e) {
            throw Refusals.attributeValue(QueueSettings.POLICY, e.getMessage());
        }
    }

    private void requireDeadLetters(QueueArn source, QueueArn target) {
        Queue deadLetters = find(target)
                .filter(queue -> target.region().equals(source.region()) && !target.equals(source))
                .orElseThrow(() -> Refusals.parameter(
                        RedrivePolicy.ATTRIBUTE, "Dead letter target does not exist in the queue's region."));
        if (!deadLetters.settings().redriveAllowed().allows(source)) {
            throw Refusals.parameter(
                    RedrivePolicy.ATTRIBUTE, "The RedriveAllowPolicy of " + target.name() + " does not allow it.");
        }
    }
}
