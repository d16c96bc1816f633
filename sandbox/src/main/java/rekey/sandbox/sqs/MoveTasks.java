package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/**
 * <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">Redrives</a>:
 * what operators start when the cause of dead letters is mended. A message that was moved is a new one: its id, its age and
 * how often it was received start anew. Without a rate all messages are moved before the start returns. Thread-safe.
 */
final class MoveTasks {
    private final SandboxClock clock;
    private final Queues queues;
    private final QueueAccess access;
    private final QueueKeys keys;
    private final Map<String, MoveTask> tasks = new TreeMap<>();

    MoveTasks(SandboxClock clock, Queues queues, QueueAccess access, QueueKeys keys) {
        this.clock = clock;
        this.queues = queues;
        this.access = access;
        this.keys = keys;
    }

    synchronized MoveTask start(Caller caller, QueueArn source, Optional<QueueArn> destination, OptionalInt perSecond) {
        requireMay(caller, "StartMessageMoveTask", source);
        if (queues.sourcesOf(source).isEmpty()) {
            throw Refusals.parameter("SourceArn", "Source queue must be configured as a Dead Letter Queue.");
        }
        destination.ifPresent(arn -> {
            if (arn.equals(source)) {
                throw Refusals.parameter("DestinationArn", "Source and destination must not be the same queue.");
            }
            access.check(caller, "SendMessage", arn.toString());
            requireThere(arn, "DestinationArn");
        });
        if (of(source).stream().anyMatch(MoveTask::isRunning)) {
            throw Refusals.parameter(
                    "SourceArn",
                    "There is already a task running. Only one active task is allowed for a source queue.");
        }
        String handle = Base64.getEncoder().encodeToString((source + " " + UUID.randomUUID()).getBytes(UTF_8));
        MoveTask task = new MoveTask(
                handle,
                caller,
                source,
                destination,
                perSecond,
                clock.instant(),
                queues.get(source).backlog.visible(),
                0,
                MoveTask.RUNNING,
                Optional.empty());
        tasks.put(handle, task);
        proceed(handle);
        return task;
    }

    /** Those of a dead-letter queue, the newest first. */
    synchronized List<MoveTask> list(Caller caller, QueueArn source, int most) {
        requireMay(caller, "ListMessageMoveTasks", source);
        return of(source).stream().limit(most).toList();
    }

    /** Stops a task; what has been moved stays moved. */
    synchronized MoveTask cancel(Caller caller, String handle) {
        MoveTask task = Optional.ofNullable(tasks.get(handle)).orElseThrow(() -> Refusals.noResource("TaskHandle"));
        requireMay(caller, "CancelMessageMoveTask", task.source());
        if (!task.isRunning()) {
            throw Refusals.unsupported("Only active tasks can be cancelled.");
        }
        return tasks.compute(handle, (key, running) -> running.ended(MoveTask.CANCELLED, Optional.empty()));
    }

    private synchronized void proceed(String handle) {
        MoveTask task = tasks.get(handle);
        Optional<Queue> source = queues.find(task.source());
        if (!task.isRunning()) {
            return;
        }
        try {
            source.orElseThrow(Refusals::noQueue)
                    .backlog
                    .handOver(task.perSecond().orElse(Integer.MAX_VALUE), message -> {
                        move(task, message);
                        tasks.computeIfPresent(handle, (key, running) -> running.oneMore());
                    });
        } catch (AwsError e) {
            tasks.computeIfPresent(handle, (key, running) -> running.ended(MoveTask.FAILED, Optional.of(e.type())));
            return;
        }
        if (source.get().backlog.visible() > 0) {
            clock.schedule(clock.instant().plusSeconds(1), () -> proceed(handle));
        } else {
            tasks.computeIfPresent(handle, (key, running) -> running.ended(MoveTask.COMPLETED, Optional.empty()));
        }
    }

    private void move(MoveTask task, QueuedMessage message) {
        QueueArn to = task.destination()
                .or(message::deadLetterOf)
                .orElseThrow(() -> AwsError.refused("CouldNotDetermineMessageSource", null));
        Queue queue = access.queue(task.caller(), "SendMessage", to);
        message.envelope().ifPresent(envelope -> keys.open(task.caller(), envelope));
        Optional<Envelope> envelope =
                keys.seal(task.caller(), to, queue.settings().key());
        queue.send(message.content().onceMore(), message.senderId(), envelope);
    }

    private List<MoveTask> of(QueueArn source) {
        return tasks.values().stream()
                .filter(task -> task.source().equals(source))
                .sorted(Comparator.comparing(MoveTask::started).reversed())
                .toList();
    }

    /** A redrive receives and deletes for whoever starts it, and looks at the queue. */
    private void requireMay(Caller caller, String action, QueueArn source) {
        for (String needed : List.of(action, "ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
            access.check(caller, needed, source.toString());
        }
        requireThere(source, "SourceArn");
    }

    private void requireThere(QueueArn arn, String parameter) {
        if (queues.find(arn).isEmpty()) {
            throw Refusals.noResource(parameter);
        }
    }
}
