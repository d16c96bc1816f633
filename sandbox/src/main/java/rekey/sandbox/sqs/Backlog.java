package rekey.sandbox.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import rekey.sandbox.SandboxClock;

/**
 * The messages of a queue, which are received in the order in which they came. What is older than the queue's retention is
 * gone the next time anyone looks.
 *
 * <p>Safe for use by several threads: one lock is for all queues, so that a message is never in two of them or in none.
 */
final class Backlog {
    private final SandboxClock clock;
    private final ReentrantLock lock;
    private final Condition changed;
    private final LinkedHashMap<String, QueuedMessage> messages = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Duration retention = NumberSetting.RETENTION.longest();
    private boolean closed;

    Backlog(SandboxClock clock, ReentrantLock lock) {
        this.clock = clock;
        this.lock = lock;
        this.changed = lock.newCondition();
    }

    void keepFor(Duration time) {
        underLock(() -> retention = time);
    }

    void add(QueuedMessage message) {
        underLock(() -> {
            requireOpen();
            messages.put(message.id(), message);
            changed.signalAll();
        });
        clock.schedule(message.visibleFrom(), this::announce);
    }

    /** Has {@code listener} called, on the clock's thread, whenever there may be something to receive. */
    void onVisible(Runnable listener) {
        listeners.add(listener);
        clock.schedule(clock.instant(), this::announce);
    }

    /**
     * Receives messages, waiting for the first of them if need be.
     *
     * @param deadLetters takes over a message that was received too often, and says whether it did
     * @param opening throws when the receiver may not read the message; then none is received
     */
    List<QueuedMessage> receive(
            ReceiveOptions options, Predicate<QueuedMessage> deadLetters, Consumer<QueuedMessage> opening) {
        Instant deadline = clock.instant().plus(options.patience());
        if (!options.patience().isZero()) {
            clock.schedule(deadline, this::wake);
        }
        List<QueuedMessage> received = locked(() -> takeBefore(deadline, options, deadLetters, opening));
        received.forEach(message -> clock.schedule(message.visibleFrom(), this::announce));
        return received;
    }

    /** Deletes a message by its last receipt; by an older one it stays, and is as good as deleted if it is gone. */
    void delete(ReceiptHandle handle) {
        underLock(() -> find(handle).ifPresent(message -> messages.remove(message.id())));
    }

    /** Hides a message in flight for so long from now. */
    void hide(ReceiptHandle handle, Duration time) {
        Instant until = locked(() -> {
            Instant now = clock.instant();
            QueuedMessage message = find(handle)
                    .orElseThrow(() -> Refusals.parameter(
                            "ReceiptHandle",
                            "Message does not exist or is not available for visibility timeout change."));
            if (!message.isInFlight(now)) {
                throw Refusals.notInFlight();
            }
            Duration longest = NumberSetting.VISIBILITY.longest();
            Instant received = message.receptions().last().orElseThrow();
            if (Duration.between(received, now.plus(time)).compareTo(longest) > 0) {
                throw Refusals.parameter(
                        "VisibilityTimeout",
                        "Total VisibilityTimeout for the message is beyond the limit [" + longest.toSeconds()
                                + " seconds]");
            }
            messages.put(message.id(), message.hiddenUntil(now.plus(time)));
            return now.plus(time);
        });
        clock.schedule(until, this::announce);
    }

    /**
     * Hands over what is visible, at most so many, and lets go of each message as it is taken over.
     *
     * @param receiver throws when it does not take the message, which then stays
     * @return how many were taken over
     */
    int handOver(int most, Consumer<QueuedMessage> receiver) {
        return locked(() -> {
            List<QueuedMessage> visible = matching(message -> message.isVisible(clock.instant()));
            List<QueuedMessage> some = visible.subList(0, Math.min(most, visible.size()));
            some.forEach(message -> {
                receiver.accept(message);
                messages.remove(message.id());
            });
            return some.size();
        });
    }

    void purge() {
        underLock(messages::clear);
    }

    /** Nothing is here any more, and who waits for it is told. */
    void close() {
        underLock(() -> {
            closed = true;
            messages.clear();
            listeners.clear();
            changed.signalAll();
        });
    }

    int count(Predicate<QueuedMessage> counted) {
        return locked(() -> matching(counted).size());
    }

    int visible() {
        Instant now = clock.instant();
        return count(message -> message.isVisible(now));
    }

    /** How long the oldest message has been here or in the queue from which it was moved. */
    Duration age() {
        return locked(() -> matching(message -> true).stream()
                .map(QueuedMessage::sent)
                .min(Instant::compareTo)
                .map(sent -> Duration.between(sent, clock.instant()))
                .orElse(Duration.ZERO));
    }

    private List<QueuedMessage> takeBefore(
            Instant deadline,
            ReceiveOptions options,
            Predicate<QueuedMessage> deadLetters,
            Consumer<QueuedMessage> opening) {
        try {
            while (true) {
                requireOpen();
                List<QueuedMessage> found = take(options, deadLetters, opening);
                Duration left = Duration.between(clock.instant(), deadline);
                if (!found.isEmpty() || left.isNegative() || left.isZero()) {
                    return found;
                }
                // The clock may be moved meanwhile, which wakes this up: no more than this is left.
                changed.awaitNanos(left.toNanos());
            }
        } catch (InterruptedException e) {
            // The sandbox closes.
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<QueuedMessage> take(
            ReceiveOptions options, Predicate<QueuedMessage> deadLetters, Consumer<QueuedMessage> opening) {
        Instant now = clock.instant();
        List<QueuedMessage> found = new ArrayList<>();
        for (QueuedMessage message : matching(candidate -> candidate.isVisible(now))) {
            if (found.size() == options.most()) {
                break;
            }
            if (deadLetters.test(message)) {
                messages.remove(message.id());
            } else {
                found.add(message);
            }
        }
        found.forEach(opening);
        found.replaceAll(message -> message.received(now, options.hidden()));
        found.forEach(message -> messages.put(message.id(), message));
        return found;
    }

    private List<QueuedMessage> matching(Predicate<QueuedMessage> wanted) {
        Instant now = clock.instant();
        messages.values().removeIf(message -> message.isExpired(now, retention));
        return messages.values().stream().filter(wanted).toList();
    }

    private Optional<QueuedMessage> find(ReceiptHandle handle) {
        return matching(message -> message.id().equals(handle.messageId())
                        && message.receptions().receipt().equals(Optional.of(handle.receipt())))
                .stream()
                .findFirst();
    }

    private void announce() {
        wake();
        if (visible() > 0) {
            listeners.forEach(Runnable::run);
        }
    }

    private void wake() {
        underLock(changed::signalAll);
    }

    private void underLock(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw Refusals.noQueue();
        }
    }
}
