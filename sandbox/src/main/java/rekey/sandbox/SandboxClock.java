package rekey.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that ticks with real time and can be moved ahead, so that a test lives through 180 days in a second. What is
 * scheduled on it happens when its time comes, by itself or because the clock is moved past it: then one after the other
 * in the order of their times, with the clock at each one's time, before {@link #advance} returns.
 *
 * <p>It starts at the real now unless told otherwise, in UTC, and never goes back: it is read from the monotonic timer,
 * so that a correction of the machine's clock does not show either. Clocks made by {@link #withZone} move with this one.
 * Safe for use by several threads.
 */
public final class SandboxClock extends Clock implements AutoCloseable {
    private record Scheduled(Instant due, long number, Runnable action) {}

    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final PriorityQueue<Scheduled> agenda =
            new PriorityQueue<>(Comparator.comparing(Scheduled::due).thenComparing(Scheduled::number));
    /** Held while something scheduled happens, so that one thing happens after the other. */
    private final ReentrantLock happening = new ReentrantLock();

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "sandbox-clock");
        thread.setDaemon(true);
        return thread;
    });
    private long lastNumber;
    /** The timer's one task; guarded by {@link #agenda}. */
    private ScheduledFuture<?> wakeUp;

    /** Starts at the real now. */
    public SandboxClock() {
        this(Clock.systemUTC().instant());
    }

    public SandboxClock(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Has something happen at a time, at once if that has passed. It cannot be taken back: whoever schedules looks, when
     * the time comes, whether it still applies. What it throws goes to whoever moves the clock, or to the thread's handler.
     */
    public void schedule(Instant due, Runnable action) {
        synchronized (agenda) {
            agenda.add(new Scheduled(due, ++lastNumber, action));
        }
        // What an action schedules is looked at when the action is over.
        if (!happening.isHeldByCurrentThread()) {
            wakeUp();
        }
    }

    /**
     * Moves the clock ahead and returns the time it then shows. What is due on the way has happened by then; an action
     * may schedule more, and may not move the clock.
     *
     * @throws IllegalArgumentException when the duration is negative
     * @throws IllegalStateException when an action calls it
     * @throws RuntimeException the first thing that an action threw; the rest is suppressed in it, and all have happened
     */
    public Instant advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Cannot move the sandbox clock by " + duration
                    + ": what has happened cannot be undone. Give a duration of zero or more.");
        }
        if (happening.isHeldByCurrentThread()) {
            throw new IllegalStateException("Cannot move the sandbox clock from what is scheduled on it.");
        }
        happening.lock();
        try {
            Instant end = instant().plus(duration);
            happenUntil(end);
            moveTo(end);
            return instant();
        } finally {
            happening.unlock();
            wakeUp();
        }
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

    /** Nothing scheduled happens by itself any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void happenUntil(Instant end) {
        RuntimeException thrown = null;
        for (Optional<Scheduled> next = next(end); next.isPresent(); next = next(end)) {
            moveTo(next.get().due());
            try {
                next.get().action().run();
            } catch (RuntimeException e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    thrown.addSuppressed(e);
                }
            }
        }
        if (thrown != null) {
            moveTo(end);
            throw thrown;
        }
    }

    private Optional<Scheduled> next(Instant end) {
        synchronized (agenda) {
            return Optional.ofNullable(agenda.peek())
                    .filter(first -> !first.due().isAfter(end))
                    .map(first -> agenda.poll());
        }
    }

    private void moveTo(Instant time) {
        Duration missing = Duration.between(instant(), time);
        if (!missing.isNegative()) {
            ahead.accumulateAndGet(missing, Duration::plus);
        }
    }

    /** Sets the timer to what comes next. */
    private void wakeUp() {
        synchronized (agenda) {
            Scheduled first = agenda.peek();
            if (first != null && !timer.isShutdown()) {
                if (wakeUp != null) {
                    wakeUp.cancel(false);
                }
                Duration wait = Duration.between(instant(), first.due());
                // Not toNanos: it overflows for what is due in 300 years, as what "never" expires may be.
                long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(wait));
                wakeUp = timer.schedule((Runnable) this::tick, nanos, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void tick() {
        happening.lock();
        try {
            happenUntil(instant());
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            happening.unlock();
            wakeUp();
        }
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
