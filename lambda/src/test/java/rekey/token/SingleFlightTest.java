package rekey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rekey.failure.SecretRejected;
import rekey.failure.TryLater;
import rekey.function.Deadline;

@Timeout(30)
class SingleFlightTest {
    private static final Deadline AMPLE = Deadline.in(Duration.ofMinutes(1));
    private static final Deadline PASSED = Deadline.in(Duration.ZERO);
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final SingleFlight<String, String> flights = new SingleFlight<>();
    private final CountDownLatch leading = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void doesTheWorkOnceForTwoHundredThreads() throws Exception {
        FutureTask<String> leader = lead(AMPLE, () -> "token");
        List<FutureTask<String>> waiters = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            waiters.add(start(() -> flights.join("key", AMPLE, this::counted)));
        }
        releaseOnceAllWait();

        assertThat(leader.get()).isEqualTo("token");
        for (FutureTask<String> waiter : waiters) {
            assertThat(waiter.get()).isEqualTo("token");
        }
        assertThat(calls).as("calls besides the leader's").hasValue(0);
    }

    @Test
    void doesTheWorkAnewWhenTheLastIsDone() {
        flights.join("key", AMPLE, this::counted);
        flights.join("key", AMPLE, this::counted);

        assertThat(calls).hasValue(2);
    }

    @Test
    void doesTheWorkOfAnotherKeyAtTheSameTime() throws Exception {
        FutureTask<String> leader = lead(AMPLE, () -> "token");

        assertThat(flights.join("other", AMPLE, () -> "other token")).isEqualTo("other token");
        releaseOnceAllWait();
        assertThat(leader.get()).isEqualTo("token");
    }

    @Test
    void passesAFailureOnToAllAndForgetsIt() throws Exception {
        SecretRejected failure = new SecretRejected("/identifier", "/secret");
        FutureTask<String> leader = lead(AMPLE, () -> {
            throw failure;
        });
        FutureTask<String> waiter = start(() -> flights.join("key", AMPLE, this::counted));
        releaseOnceAllWait();

        assertThatThrownBy(leader::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        assertThatThrownBy(waiter::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        assertThat(calls).hasValue(0);
        assertThat(flights.join("key", AMPLE, this::counted)).isEqualTo("counted");
    }

    @Test
    void passesOnThatTheWorkBrokeDown() throws Exception {
        IllegalArgumentException defect = new IllegalArgumentException("defect");
        FutureTask<String> leader = lead(AMPLE, () -> {
            throw defect;
        });
        FutureTask<String> waiter = start(() -> flights.join("key", AMPLE, this::counted));
        releaseOnceAllWait();

        assertThatThrownBy(leader::get).hasCause(defect);
        assertThatThrownBy(waiter::get)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasRootCause(defect);
    }

    @Test
    void goesOnWithAWaiterThatHasMoreTimeWhenTheLeaderRanOut() throws Exception {
        FutureTask<String> leader = lead(PASSED, () -> {
            throw new TryLater("No time is left.");
        });
        FutureTask<String> waiter = start(() -> flights.join("key", AMPLE, this::counted));
        releaseOnceAllWait();

        assertThatThrownBy(leader::get).hasCauseInstanceOf(TryLater.class);
        assertThat(waiter.get()).isEqualTo("counted");
        assertThat(calls).hasValue(1);
    }

    @Test
    void doesNotGoOnWhenTheLeaderStillHadTime() throws Exception {
        FutureTask<String> leader = lead(AMPLE, () -> {
            throw new TryLater("LWA cannot answer now.");
        });
        FutureTask<String> waiter = start(() -> flights.join("key", AMPLE, this::counted));
        releaseOnceAllWait();

        assertThatThrownBy(leader::get).hasCauseInstanceOf(TryLater.class);
        assertThatThrownBy(waiter::get).hasCauseInstanceOf(TryLater.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void waitsNoLongerThanUntilItsOwnDeadline() throws Exception {
        FutureTask<String> leader = lead(AMPLE, () -> "token");

        assertThatThrownBy(() -> flights.join("key", PASSED, this::counted))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("took too long");
        releaseOnceAllWait();
        assertThat(leader.get()).isEqualTo("token");
        assertThat(calls).hasValue(0);
    }

    @Test
    void keepsTheInterruptionOfAWaiter() throws Exception {
        FutureTask<String> leader = lead(AMPLE, () -> "token");
        AtomicInteger interrupted = new AtomicInteger();
        FutureTask<String> waiter = start(() -> {
            try {
                return flights.join("key", AMPLE, this::counted);
            } finally {
                interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
            }
        });
        threads.get(1).interrupt();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(TryLater.class).hasMessageContaining("interrupted");
        assertThat(interrupted).hasValue(1);
        release.countDown();
        assertThat(leader.get()).isEqualTo("token");
    }

    private String counted() {
        calls.incrementAndGet();
        return "counted";
    }

    /** Starts the work, which ends when it is released. */
    private FutureTask<String> lead(Deadline deadline, Callable<String> result) throws InterruptedException {
        FutureTask<String> leader = start(() -> flights.join("key", deadline, () -> {
            leading.countDown();
            try {
                assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                return result.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
        leading.await();
        return leader;
    }

    private FutureTask<String> start(Callable<String> work) {
        FutureTask<String> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** All have joined once none of them runs any more. */
    private void releaseOnceAllWait() {
        while (!threads.stream().allMatch(thread -> WAITING.contains(thread.getState()))) {
            Thread.onSpinWait();
        }
        release.countDown();
    }
}
