package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.function.Deadline;

class WatchdogTest {

    @Test
    void returnsWhatTheWorkDoes() {
        String done = Watchdog.watch(deadline -> "done", Deadline.in(Duration.ofSeconds(30)));

        assertThat(done).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource({"30000, 20000", "300000, 290000", "900, 600"})
    void keepsAThirdOfTheTimeButNoMoreThanTenSeconds(long end, long forTheWork) {
        Duration left = Watchdog.watch(Deadline::remaining, Deadline.in(Duration.ofMillis(end)));

        assertThat(left.toMillis()).isBetween(forTheWork - 300, forTheWork);
    }

    @Test
    void throwsTheWorksOwnFailure() {
        ProvisionFailure failure = new ProvisionFailure("Because.");

        assertThatThrownBy(() -> Watchdog.watch(
                        deadline -> {
                            throw failure;
                        },
                        Deadline.in(Duration.ofSeconds(30))))
                .isSameAs(failure);
    }

    @Test
    void saysOfAnyOtherThrowableOnlyWhatAndWhere() {
        assertThatThrownBy(() -> Watchdog.watch(
                        deadline -> {
                            throw new StackOverflowError("evil");
                        },
                        Deadline.in(Duration.ofSeconds(30))))
                .isInstanceOf(ProvisionFailure.class)
                .hasMessageContaining("(java.lang.StackOverflowError at rekey.provision.WatchdogTest.")
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    /** The end of the test is the end of the work: only then does the work go on, and nobody hears of it. */
    @Test
    void leavesWorkAloneThatHeedsNoDeadlineAndInterruptsIt() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Deadline end = Deadline.in(Duration.ofMillis(400));

        assertThatThrownBy(() -> Watchdog.watch(
                        deadline -> {
                            interrupted.set(awaitUninterruptibly(released));
                            over.countDown();
                            return "late";
                        },
                        end))
                .isInstanceOf(ProvisionFailure.class)
                .hasMessageContaining("did not end within the function's time");
        assertThat(end.hasPassed()).as("time is left to answer").isFalse();
        released.countDown();
        over.await();
        assertThat(interrupted).isTrue();
    }

    @Test
    void endsWhenItsOwnThreadIsInterrupted() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                Watchdog.watch(
                        deadline -> {
                            working.countDown();
                            return awaitUninterruptibly(never);
                        },
                        Deadline.in(Duration.ofSeconds(30)));
            } catch (ProvisionFailure e) {
                thrown.set(e);
            }
        });
        caller.start();
        working.await();
        caller.interrupt();
        caller.join();
        never.countDown();

        assertThat(thrown.get()).hasMessageContaining("was interrupted");
    }

    /** As a look-up of an address waits: nothing ends it. Returns whether it was interrupted meanwhile. */
    private static boolean awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
