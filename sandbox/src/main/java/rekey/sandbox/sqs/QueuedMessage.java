package rekey.sandbox.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A message in a queue.
 *
 * @param sent when it was first sent: moving to a dead-letter queue does not change it, so that retention counts from the
 *     first queue
 * @param envelope empty when the queue had no key of KMS when it was sent
 * @param visibleFrom when it can be received, again or for the first time
 * @param deadLetterOf the queue that gave it up, when it is in a dead-letter queue
 */
record QueuedMessage(
        String id,
        OutgoingMessage content,
        String senderId,
        Instant sent,
        Optional<Envelope> envelope,
        Instant visibleFrom,
        Receptions receptions,
        Optional<QueueArn> deadLetterOf) {
    static QueuedMessage of(
            OutgoingMessage content, String senderId, Instant sent, Optional<Envelope> envelope, Duration delay) {
        return new QueuedMessage(
                UUID.randomUUID().toString(),
                content,
                senderId,
                sent,
                envelope,
                sent.plus(delay),
                Receptions.NONE,
                Optional.empty());
    }

    boolean isVisible(Instant now) {
        return !visibleFrom.isAfter(now);
    }

    /** Whether a receiver has it. */
    boolean isInFlight(Instant now) {
        return !isVisible(now) && receptions.receipt().isPresent();
    }

    boolean isExpired(Instant now, Duration retention) {
        return !sent.plus(retention).isAfter(now);
    }

    QueuedMessage received(Instant now, Duration hidden) {
        return new QueuedMessage(
                id,
                content,
                senderId,
                sent,
                envelope,
                now.plus(hidden),
                receptions.oneMore(now, UUID.randomUUID().toString()),
                deadLetterOf);
    }

    QueuedMessage hiddenUntil(Instant time) {
        return new QueuedMessage(id, content, senderId, sent, envelope, time, receptions, deadLetterOf);
    }

    /** As it arrives in the dead-letter queue of {@code source}. */
    QueuedMessage givenUp(QueueArn source, Instant now) {
        return new QueuedMessage(
                id, content, senderId, sent, envelope, now, receptions.elsewhere(), Optional.of(source));
    }

    /** What SQS tells of it, besides what its sender said. */
    Map<String, String> systemAttributes() {
        Map<String, String> attributes = new TreeMap<>(content.shown());
        attributes.put("SenderId", senderId);
        attributes.put("SentTimestamp", millis(sent));
        attributes.put("ApproximateReceiveCount", Integer.toString(receptions.times()));
        receptions.first().ifPresent(first -> attributes.put("ApproximateFirstReceiveTimestamp", millis(first)));
        deadLetterOf.ifPresent(source -> attributes.put("DeadLetterQueueSourceArn", source.toString()));
        return attributes;
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "QueuedMessage[" + id + "]";
    }
}
