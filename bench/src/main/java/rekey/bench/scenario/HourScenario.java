package rekey.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import rekey.bench.function.Launch;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;
import rekey.bench.standin.StandInProcess;
import rekey.function.FunctionEnvironment;
import rekey.token.TokenHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What an hour of calls costs Parameter Store and LWA: 10,000 calls for one seller, 0.36 s apart by a clock that is moved.
 * In this process, for another's clock cannot be moved; nothing here is timed.
 */
final class HourScenario implements Scenario {
    private static final int CALLS = 10_000;
    private static final Duration APART = Duration.ofHours(1).dividedBy(CALLS);

    private final Ground ground;

    HourScenario(Ground ground) {
        this.ground = ground;
        System.setProperty(
                "javax.net.ssl.trustStore", ground.standIns().trustStore().toString());
    }

    @Override
    public void round(Measurements measured) throws IOException {
        MovedClock clock = new MovedClock();
        TokenHandler handler = new TokenHandler(new FunctionEnvironment(
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ENDPOINT_URL_SSM",
                        ground.standIns().ssm(),
                        "REKEY_APP",
                        StandInProcess.APPLICATION,
                        "REKEY_LWA_ENDPOINT",
                        ground.standIns().lwa()),
                clock,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCHMARKBENCHMA", "not-a-key"))));
        StandInProcess.Calls before = ground.standIns().calls();
        for (int i = 0; i < CALLS; i++) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream("{}".getBytes(UTF_8)), answer, new SilentContext());
            if (!answer.toString(UTF_8).contains(Launch.TOKEN)) {
                throw new IOException("Call %d of the hour got no token.".formatted(i));
            }
            clock.now = clock.now.plus(APART);
        }
        StandInProcess.Calls after = ground.standIns().calls();
        measured.add("upstream.ours.parameterStore", "calls", (double) (after.ssm() - before.ssm()));
        measured.add("upstream.ours.lwa", "calls", (double) (after.lwa() - before.lwa()));
        // By what it does: one read and one exchange for each call.
        measured.add("upstream.reference.expected", "calls", 2 * CALLS);
        measured.ratio(Reach.UPSTREAM, (double) (after.sum() - before.sum()));
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("It has one zone.");
        }
    }
}
