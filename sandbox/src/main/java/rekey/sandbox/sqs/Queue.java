package rekey.sandbox.sqs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;

/** A queue: its attributes, its tags and its messages. Safe for use by several threads. */
final class Queue {
    private static final int SECONDS_BETWEEN_PURGES = 60;

    final QueueArn arn;
    final Backlog backlog;

    private final SandboxClock clock;
    private final Function<QueueArn, Optional<Queue>> others;
    private final Instant created;
    private volatile QueueSettings settings = QueueSettings.DEFAULT;
    private volatile Map<String, String> tags = Map.of();
    private volatile Instant modified;
    private Instant purged = Instant.EPOCH;

    /** @param others finds the dead-letter queue */
    Queue(QueueArn arn, SandboxClock clock, ReentrantLock lock, Function<QueueArn, Optional<Queue>> others) {
        this.arn = arn;
        this.clock = clock;
        this.others = others;
        this.backlog = new Backlog(clock, lock);
        this.created = clock.instant();
        this.modified = created;
    }

    QueueSettings settings() {
        return settings;
    }

    void set(QueueSettings changed) {
        settings = changed;
        modified = clock.instant();
        backlog.keepFor(changed.seconds(NumberSetting.RETENTION));
    }

    Map<String, String> tags() {
        return tags;
    }

    synchronized void tag(UnaryOperator<Map<String, String>> change) {
        tags = Map.copyOf(change.apply(tags));
    }

    /** What can be set, and what SQS knows besides. */
    Map<String, String> described() {
        Instant now = clock.instant();
        Map<String, String> all = new TreeMap<>(settings.described());
        all.put("QueueArn", arn.toString());
        all.put("CreatedTimestamp", Long.toString(created.getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(modified.getEpochSecond()));
        int visible = backlog.count(message -> message.isVisible(now));
        int inFlight = backlog.count(message -> message.isInFlight(now));
        int delayed = backlog.count(message -> !message.isVisible(now) && !message.isInFlight(now));
        all.put("ApproximateNumberOfMessages", Integer.toString(visible));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(inFlight));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(delayed));
        return all;
    }

    /** @throws AwsError {@code InvalidParameterValue} when the message is too large for this queue */
    QueuedMessage send(OutgoingMessage message, String senderId, Optional<Envelope> envelope) {
        if (message.bytes() > settings.mostBytes()) {
            throw Refusals.parameter("MessageBody", "Message must be shorter than " + settings.mostBytes() + " bytes.");
        }
        QueuedMessage queued = QueuedMessage.of(
                message,
                senderId,
                clock.instant(),
                envelope,
                message.delay().orElse(settings.seconds(NumberSetting.DELAY)));
        backlog.add(queued);
        return queued;
    }

    /** @param opening throws when the receiver may not read the message; then none is received */
    List<QueuedMessage> receive(ReceiveOptions options, Consumer<QueuedMessage> opening) {
        return backlog.receive(options, this::giveUp, opening);
    }

    /**
     * Deletes all messages.
     *
     * @throws AwsError {@code PurgeQueueInProgress} less than a minute after the last time
     */
    synchronized void purge() {
        if (purged.plusSeconds(SECONDS_BETWEEN_PURGES).isAfter(clock.instant())) {
            throw Refusals.purgedRecently(arn.name());
        }
        purged = clock.instant();
        backlog.purge();
    }

    /** Moves a message that was received too often, if there is where to. */
    private boolean giveUp(QueuedMessage message) {
        Optional<Queue> deadLetters = settings.redrive()
                .filter(policy -> message.receptions().timesHere() >= policy.maxReceiveCount())
                .flatMap(policy -> others.apply(policy.deadLetters()));
        deadLetters.ifPresent(queue -> queue.backlog.add(message.givenUp(arn, clock.instant())));
        return deadLetters.isPresent();
    }
}
