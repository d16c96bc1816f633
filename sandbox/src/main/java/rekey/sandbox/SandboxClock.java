package rekey.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that ticks with real time and can be moved ahead, so that a test lives through 180 days in a second.
 *
 * <p>It starts at the real now unless told otherwise, in UTC, and never goes back: it is read from the monotonic timer,
 * so that a correction of the machine's clock does not show either. Clocks made by {@link #withZone} move with this one.
 * Safe for use by several threads.
 */
public final class SandboxClock extends Clock {
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Starts at the real now. */
    public SandboxClock() {
        this(Clock.systemUTC().instant());
    }

    public SandboxClock(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /**
     * Moves the clock ahead and returns the time it then shows.
     *
     * @throws IllegalArgumentException when the duration is negative
     */
    public Instant advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Cannot move the sandbox clock by " + duration
                    + ": what has happened cannot be undone. Give a duration of zero or more.");
        }
        ahead.accumulateAndGet(duration, Duration::plus);
        return instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(this, zone);
    }

    private static final class InZone extends Clock {
        private final Clock clock;
        private final ZoneId zone;

        private InZone(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(clock, other);
        }
    }
}
