package rekey.spapi;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;
import rekey.spapi.Canary.Verdict;

/** When a canary is asked for again: once, and only when something went wrong on the way. */
class CanaryRetryTest {
    private static final Canary BROKE = new Canary(Verdict.UNKNOWN, "no answer, the connection broke");
    private static final Canary LATE = new Canary(Verdict.UNKNOWN, "no answer in time");

    private final SpApiServer spApi;

    CanaryRetryTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        spApi.close();
    }

    static Stream<MockResponse.Builder> passing() {
        return Stream.of(
                SpApiServer.answer(500, ""),
                SpApiServer.answer(503, "busy").setHeader("Retry-After", 0),
                SpApiServer.answer(503, "busy").setHeader("Retry-After", 3600),
                SpApiServer.answer(200, "{}").onResponseStart(new SocketEffect.CloseSocket()),
                SpApiServer.answer(200, "{\"payload\":[]}").onResponseBody(new SocketEffect.CloseSocket()),
                SpApiServer.answer(403, SpApiServer.EXPIRED).onResponseBody(new SocketEffect.CloseSocket()));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void succeedsAtTheSecondAttempt(MockResponse.Builder first) {
        spApi.answers(first).answers(200, "{}");

        assertThat(spApi.canary().isHealthy()).isTrue();
        assertThat(spApi.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void asksNoMoreThanTwice(MockResponse.Builder answer) {
        spApi.answersAll(() -> answer);

        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(spApi.requests()).isEqualTo(2);
    }

    @Test
    void asksNoMoreThanTwiceOnAConnectionThatServedBefore() {
        spApi.answers(200, "{}").answersAll(CanaryRetryTest::disconnect);
        SpApiClient client = spApi.client();
        assertThat(SpApiServer.canary(client, SpApiServer.ample()).isHealthy()).isTrue();

        assertThat(SpApiServer.canary(client, SpApiServer.ample())).isEqualTo(BROKE);
        assertThat(spApi.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 408, 413, 415, 429})
    void takesTheFirstAnswerWhateverPauseTheServerWants(int status) {
        spApi.answersAll(() -> SpApiServer.answer(status, SpApiServer.EXPIRED).setHeader("Retry-After", 0));

        spApi.canary();

        assertThat(spApi.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            spApi.answersAll(
                    () -> SpApiServer.answer(status, "").setHeader("Location", elsewhere.url("/notifications/v1/x")));

            assertThat(spApi.canary()).isEqualTo(new Canary(Verdict.UNKNOWN, "HTTP " + status));
            assertThat(spApi.requests()).isEqualTo(1);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void doesNotAskAgainWhenThePauseIsLongerThanThereIsTime() {
        spApi.answersAll(() -> SpApiServer.answer(503, ""));
        SpApiClient patient = new SpApiClient(
                OutboundHttp.client(),
                SpApiEndpoint.parse("http://127.0.0.1:" + spApi.server.getPort()),
                Duration.ofSeconds(31));
        Deadline deadline = SpApiServer.ample();

        assertThat(SpApiServer.canary(patient, deadline)).isEqualTo(new Canary(Verdict.UNKNOWN, "HTTP 503"));
        assertThat(spApi.requests()).isEqualTo(1);
        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void cutsASlowAnswerOffAtTheDeadline() {
        spApi.answers(
                SpApiServer.answer(200, "{\"payload\":[]}" + " ".repeat(1000)).throttleBody(1, 10, MILLISECONDS));

        assertThat(SpApiServer.canary(spApi.client(), Deadline.in(Duration.ofMillis(250))))
                .isEqualTo(LATE);
    }

    @Test
    void cutsASilentServerOffAtTheDeadline() {
        spApi.answersAll(() -> SpApiServer.answer(200, "{}").headersDelay(2, SECONDS));

        assertThat(SpApiServer.canary(spApi.client(), Deadline.in(Duration.ofMillis(250))))
                .isEqualTo(LATE);
    }

    @Test
    void sendsNothingWhenNoTimeIsLeft() {
        assertThat(SpApiServer.canary(spApi.client(), Deadline.in(Duration.ZERO)))
                .isEqualTo(LATE);
        assertThat(spApi.requests()).isZero();
    }

    @Test
    void returnsWithWhatItKnowsWhenItIsInterruptedBetweenTheAttempts() {
        Thread caller = Thread.currentThread();
        spApi.answersAll(() -> {
            caller.interrupt();
            return SpApiServer.answer(503, "");
        });
        SpApiClient patient = new SpApiClient(
                OutboundHttp.client(),
                SpApiEndpoint.parse("http://127.0.0.1:" + spApi.server.getPort()),
                Duration.ofSeconds(10));
        Canary canary = SpApiServer.canary(patient, SpApiServer.ample());

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(canary.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(spApi.requests()).isEqualTo(1);
    }

    private static MockResponse.Builder disconnect() {
        return SpApiServer.answer(200, "{}").onResponseStart(new SocketEffect.CloseSocket());
    }
}
