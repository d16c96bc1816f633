package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.Sandbox;

/** A call that finds no token, and is held up until another call's exchange for the same seller is over. */
class LateCallerTest {

    @Test
    void takesTheTokenThatCameMeanwhileInsteadOfExchangingAgain() throws Exception {
        try (DeployedApplication deployed = new DeployedApplication()) {
            HoldingClock clock = new HoldingClock(deployed.sandbox.clock());
            FunctionEnvironment environment =
                    new FunctionEnvironment(deployed.sandbox.variables("my-erp"), clock, Sandbox.credentials());
            deployed.sandbox.functions().deploy("held", "rekey.token.TokenHandler", environment);

            CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> ask(deployed));
            clock.held.await();
            String first = ask(deployed);
            clock.release.countDown();

            assertThat(late.get().substring(0, 300)).isEqualTo(first.substring(0, 300));
            assertThat(deployed.exchanges()).isEqualTo(1);
        }
    }

    private static String ask(DeployedApplication deployed) {
        return deployed.sandbox.functions().run("held", "{}".getBytes(UTF_8)).payload();
    }

    /** Holds the first call that asks the time, which is right after it looked for a token. */
    private static final class HoldingClock extends Clock {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicBoolean first = new AtomicBoolean(true);
        private final Clock clock;

        HoldingClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            if (first.getAndSet(false)) {
                held.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
