package rekey.token;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import rekey.failure.Failure;
import rekey.failure.TryLater;
import rekey.function.Deadline;

/**
 * Lets one caller do a piece of work while the others that want the same wait for its result, each until its own
 * deadline. When the one in front runs out of its own, shorter time, one of those that still have time goes on.
 * Thread-safe.
 */
final class SingleFlight<K, V> {
    private record Flight<V>(Deadline deadline, CompletableFuture<V> result) {}

    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

    /** @throws TryLater when the work of another caller is not done by {@code deadline} */
    V join(K key, Deadline deadline, Supplier<V> work) {
        while (true) {
            Flight<V> mine = new Flight<>(deadline, new CompletableFuture<>());
            Flight<V> other = flights.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, work);
            }
            try {
                return other.result().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new TryLater("Another call's exchange for the same token took too long.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TryLater("The call was interrupted while it waited for another's exchange.", e);
            } catch (ExecutionException e) {
                boolean ranOut =
                        e.getCause() instanceof TryLater && other.deadline().hasPassed();
                if (!ranOut || deadline.hasPassed()) {
                    throw rethrown(e.getCause());
                }
            }
        }
    }

    private V lead(K key, Flight<V> flight, Supplier<V> work) {
        try {
            V value = work.get();
            flights.remove(key, flight);
            flight.result().complete(value);
            return value;
        } catch (Throwable e) {
            flights.remove(key, flight);
            flight.result().completeExceptionally(e);
            throw e;
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        return new IllegalStateException("The call that asked for the same token failed.", cause);
    }
}
