package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.lwa.SecretMessages.Message;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;

/** The seventh of what must always hold: how often Amazon is asked. */
class InvariantOfRequestsTest {
    /** Of which 5 days are missing until a rotation is due. */
    private static final Duration AGE = Duration.ofDays(135);

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final String ORDER = "{\"order\":\"rotate\",\"by\":\"an operator\"}";
    private static final String FORCED = "{\"order\":\"rotate\",\"force\":true,\"by\":\"an operator\"}";

    @Test
    void thereIsAtMostOneRotationRequestPerOverlapUnlessForced() {
        try (RunningStack life = RunningStack.aged(AGE).enrolled()) {
            life.application.remindEvery(Duration.ofHours(20));
            life.application.remindOfOldSecrets(true);
            // What Amazon did is not clear three times: nothing, then something, whose message is late.
            life.sandbox
                    .spApi()
                    .failNext(
                            SpApiOperation.ROTATE,
                            SpApiFault.SERVER_ERROR,
                            SpApiFault.SILENCE,
                            SpApiFault.DONE_THEN_504);
            life.application.messages().handleNext(MessageType.NEW_SECRET, new Handling(3, Duration.ofDays(3)));
            List<Instant> asked = new ArrayList<>();
            for (int step = 0; step < 28 * 2; step++) {
                stormOf(life);
                life.pass(HALF_A_DAY);
                for (long more = life.requests() - asked.size(); more > 0; more--) {
                    asked.add(life.sandbox.clock().instant());
                }
            }

            assertThat(asked).hasSize(3);
            IntStream.range(1, asked.size())
                    .forEach(i -> assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
                            .isGreaterThanOrEqualTo(RegisteredApplication.OVERLAP.minus(HALF_A_DAY)));
            assertThat(life.application.secrets()).hasSize(2);
            assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
        }
    }

    /** The last messages about an end, once more. */
    private static void stormOf(RunningStack life) {
        List<Message> all = life.application.messages().written(MessageType.EXPIRY);
        all.subList(Math.max(0, all.size() - 2), all.size()).forEach(life.application.messages()::deliver);
    }

    @Test
    void anOperatorIsRefusedASecondOneAndGetsItByForce() {
        try (RunningStack life = new RunningStack().enrolled()) {
            life.passDays(1);
            assertThat(life.invoke("rotation", ORDER).error()).isFalse();
            life.passDays(1);

            Invoked second = life.invoke("rotation", ORDER);

            assertThat(second.error()).isTrue();
            assertThat(second.payload()).contains("RotationRefused");
            assertThat(life.requests()).isEqualTo(1);
            assertThat(life.invoke("rotation", FORCED).error()).isFalse();
            assertThat(life.requests()).isEqualTo(2);
            life.pass(Duration.ofMinutes(1));
            assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
        }
    }

    /** The watch, Amazon's message and two operators in the same moment, when it is due. */
    @Test
    void ofSeveralAtOnceOneAsks() {
        try (RunningStack life = RunningStack.aged(AGE).enrolled()) {
            life.sandbox.spApi().fail(SpApiOperation.ROTATE, SpApiFault.THROTTLED);
            life.passDays(7);
            life.sandbox.spApi().behave();
            long before = life.requests();
            Message expiry = life.application.messages().last(MessageType.EXPIRY);

            atOnce(
                    () -> life.invoke("watch", "{}"),
                    () -> life.application.messages().deliver(expiry),
                    () -> life.invoke("rotation", ORDER),
                    () -> life.invoke("rotation", ORDER));
            life.passDays(1);

            assertThat(life.requests() - before).isEqualTo(1);
            assertThat(life.application.secrets()).hasSize(2);
        }
    }

    private static void atOnce(Runnable... callers) {
        ExecutorService threads = Executors.newFixedThreadPool(callers.length);
        CountDownLatch start = new CountDownLatch(callers.length);
        CompletableFuture<?>[] all = new CompletableFuture<?>[callers.length];
        for (int i = 0; i < callers.length; i++) {
            Runnable caller = callers[i];
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        start.countDown();
                        while (start.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        caller.run();
                    },
                    threads);
        }
        CompletableFuture.allOf(all).join();
        threads.shutdown();
    }
}
