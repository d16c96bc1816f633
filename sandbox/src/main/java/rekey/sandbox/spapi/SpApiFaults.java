package rekey.sandbox.spapi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Which requests meet which faults. Thread-safe. */
final class SpApiFaults {
    private static final long SLOW_SECONDS = 30;

    private final Map<SpApiOperation, Queue<SpApiFault>> next = new EnumMap<>(SpApiOperation.class);
    private final Map<SpApiOperation, SpApiFault> always = new ConcurrentHashMap<>();
    private volatile CountDownLatch betterDays = new CountDownLatch(1);

    SpApiFaults() {
        for (SpApiOperation operation : SpApiOperation.values()) {
            next.put(operation, new ConcurrentLinkedQueue<>());
        }
    }

    void next(SpApiOperation operation, SpApiFault... faults) {
        next.get(operation).addAll(Arrays.asList(faults));
    }

    void always(SpApiOperation operation, SpApiFault fault) {
        always.put(operation, fault);
    }

    Optional<SpApiFault> poll(SpApiOperation operation) {
        return Optional.ofNullable(next.get(operation).poll()).or(() -> Optional.ofNullable(always.get(operation)));
    }

    synchronized void clear() {
        next.values().forEach(Queue::clear);
        always.clear();
        betterDays.countDown();
        betterDays = new CountDownLatch(1);
    }

    /** Until {@link #clear}, 30 s of real time at most. */
    @SuppressWarnings("CheckReturnValue") // Slow is slow, whatever it was that ended it.
    void waitForBetterDays() {
        try {
            betterDays.await(SLOW_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The sandbox closes: the answer can go at once.
            Thread.currentThread().interrupt();
        }
    }
}
