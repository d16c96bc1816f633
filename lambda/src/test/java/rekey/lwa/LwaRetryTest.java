package rekey.lwa;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.credential.Secret;
import rekey.failure.LwaRedirected;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;

/** When LWA is asked again, how often, and where it is never asked. */
class LwaRetryTest {
    private final LwaServer lwa;

    LwaRetryTest() throws IOException {
        lwa = new LwaServer();
    }

    @AfterEach
    void close() {
        lwa.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
    void asksExactlyThreeTimesWhenTheServerIsBusy(int status) {
        lwa.answersAll(body -> LwaServer.answer(status, body));

        assertThat(lwa.failure(SELLER)).isInstanceOf(TryLater.class).hasMessageContaining("HTTP " + status);
        assertThat(lwa.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void asksNoMoreOftenWhenTheServerWantsNoPause(int status) {
        lwa.answersAll(body -> LwaServer.answer(status, body).setHeader("Retry-After", 0));

        assertThat(lwa.failure(SELLER)).isInstanceOf(TryLater.class);
        assertThat(lwa.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow_down", "temporarily_unavailable", "server_error"})
    void asksAgainWhenAnErrorCodeSaysThatItPasses(String error) {
        lwa.answersAll(body ->
                LwaServer.answer(400, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, body)));

        assertThat(lwa.failure(SELLER)).isInstanceOf(TryLater.class).hasMessageContaining("HTTP 400, " + error);
        assertThat(lwa.requests()).isEqualTo(3);
    }

    @Test
    void asksExactlyThreeTimesWhenTheConnectionBreaks() {
        lwa.answersAll(body -> disconnect());

        assertThat(lwa.failure(SELLER)).isInstanceOf(TryLater.class).hasMessageContaining("LWA did not answer");
        assertThat(lwa.requests()).isEqualTo(3);
    }

    @Test
    void countsAnAttemptOnAConnectionThatServedBefore() {
        lwa.answers(500, "").answers(disconnect()).answers(disconnect()).answers(200, TOKEN);

        assertThat(lwa.failure(SELLER)).isInstanceOf(TryLater.class);
        assertThat(lwa.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void succeedsAtTheSecondAndAtTheThirdAttempt(int failures) {
        for (int i = 0; i < failures; i++) {
            lwa.answers(i == 0 ? LwaServer.answer(503, "busy") : disconnect());
        }
        lwa.answers(200, TOKEN);

        assertThat(lwa.exchange(SELLER).value()).isEqualTo(Secret.of(SampleCredentials.ACCESS_TOKEN));
        assertThat(lwa.requests()).isEqualTo(failures + 1);
    }

    @Test
    void asksAgainWhenTheAnswerBreaksOffInTheMiddle() {
        lwa.answers(LwaServer.answer(200, TOKEN).onResponseBody(new SocketEffect.CloseSocket()));
        lwa.answers(200, TOKEN);

        assertThat(lwa.exchange(SELLER).expiresAt()).isEqualTo(LwaServer.NOW.plusSeconds(3600));
        assertThat(lwa.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_request", "401, invalid_client", "403, access_denied", "404, not_found"})
    void neverRepeatsARequestThatWasRefused(int status, String error) {
        lwa.answersAll(body -> LwaServer.answer(status, "{\"error\":\"%s\"}".formatted(error)));

        assertThat(lwa.failure(SELLER)).isNotInstanceOf(TryLater.class);
        assertThat(lwa.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void refusesARedirectAndSendsNothingThere(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            lwa.answersAll(body ->
                    LwaServer.answer(status, "").setHeader("Location", elsewhere.url("/auth/o2/token?" + body)));

            assertThat(lwa.failure(SELLER))
                    .isInstanceOf(LwaRedirected.class)
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageNotContaining(String.valueOf(elsewhere.getPort()));
            assertThat(lwa.requests()).isEqualTo(1);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void givesUpAtOnceWhenTheServerWantsALongerPauseThanThereIsTime(int status) {
        lwa.answers(LwaServer.answer(status, "").setHeader("Retry-After", 31));
        Deadline deadline = LwaServer.ample();

        assertThat(LwaServer.failure(lwa.client(), SELLER, deadline)).isInstanceOf(TryLater.class);
        assertThat(lwa.requests()).isEqualTo(1);
        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void cutsASlowAnswerOffAtTheDeadline() {
        lwa.answers(LwaServer.answer(200, TOKEN).throttleBody(1, 10, MILLISECONDS));

        assertThat(LwaServer.failure(lwa.client(), SELLER, Deadline.in(Duration.ofMillis(250))))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("LWA did not answer in time");
        assertThat(lwa.requests()).isEqualTo(1);
    }

    @Test
    void cutsASilentServerOffAtTheDeadline() {
        lwa.answers(LwaServer.answer(200, TOKEN).headersDelay(2, SECONDS));

        assertThat(LwaServer.failure(lwa.client(), SELLER, Deadline.in(Duration.ofMillis(250))))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("LWA did not answer in time");
    }

    @Test
    void saysTryLaterWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        LwaClient client =
                LwaServer.client(OutboundHttp.client(), "http://127.0.0.1:" + port + "/auth/o2/token", LwaServer.CLOCK);

        assertThat(LwaServer.failure(client, SELLER, LwaServer.ample()))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("LWA did not answer")
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    private static MockResponse.Builder disconnect() {
        return LwaServer.answer(200, TOKEN).onResponseStart(new SocketEffect.CloseSocket());
    }
}
