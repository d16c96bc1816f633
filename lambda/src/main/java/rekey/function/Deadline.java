package rekey.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/**
 * The moment by which an answer must be given, on the machine's monotonic clock: it is about real time, and stays right
 * when a wall clock is moved. Immutable.
 */
public final class Deadline {
    /** Kept back from an invocation's time, so that an error still reaches the caller before Lambda cuts it off. */
    static final Duration RESERVE = Duration.ofMillis(300);

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The invocation's own, less a reserve of 300 ms for the answer. */
    public static Deadline of(Context context) {
        return in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE));
    }

    /** This one, or {@code duration} from now when that is sooner. */
    public Deadline within(Duration duration) {
        Deadline sooner = in(duration);
        return sooner.isBefore(this) ? sooner : this;
    }

    /** What is left; zero when it has passed, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** What is left, but not more than {@code limit}. */
    public Duration remainingUpTo(Duration limit) {
        Duration remaining = remaining();
        return remaining.compareTo(limit) < 0 ? remaining : limit;
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    public boolean isBefore(Deadline other) {
        return nanoTime - other.nanoTime < 0;
    }
}
