package rekey.spapi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;
import rekey.spapi.RotationAnswer.Kind;

/** A new secret is asked for once. When no answer came, it matters whether the request may have left. */
class RotateOnceTest {
    private static final RotationAnswer BROKE = new RotationAnswer(Kind.UNCLEAR, "no answer, the connection broke");
    private static final RotationAnswer LATE = new RotationAnswer(Kind.UNCLEAR, "no answer in time");
    private static final RotationAnswer UNSENT =
            new RotationAnswer(Kind.REFUSED, "nothing was sent, no connection within the time");

    private final SpApiServer spApi;

    RotateOnceTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        spApi.close();
    }

    @Test
    void isUnclearWhenTheConnectionBreaksInsteadOfAnAnswer() {
        spApi.answersAll(() -> accepted().onResponseStart(new SocketEffect.CloseSocket()));

        assertThat(spApi.rotate()).isEqualTo(BROKE);
        assertThat(spApi.requests()).isEqualTo(1);
    }

    @Test
    void isUnclearWhenTheServerClosesBeforeItHasReadTheRequest() throws IOException {
        try (MockWebServer closing = new MockWebServer()) {
            closing.enqueue(
                    accepted().onRequestStart(new SocketEffect.CloseSocket()).build());
            closing.enqueue(accepted().build());
            closing.start(InetAddress.getLoopbackAddress(), 0);
            SpApiClient client = SpApiServer.client(OutboundHttp.client(), "http://127.0.0.1:" + closing.getPort());

            assertThat(SpApiServer.rotate(client, SpApiServer.ample())).isEqualTo(BROKE);
            assertThat(closing.getRequestCount()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void isUnclearWhenTheAnswerIsLate() {
        spApi.answersAll(() -> accepted().headersDelay(3, SECONDS));

        assertThat(SpApiServer.rotate(spApi.client(), Deadline.in(Duration.ofSeconds(1))))
                .isEqualTo(LATE);
        assertThat(spApi.requests()).isEqualTo(1);
    }

    @Test
    void waitsLongerForAnAnswerThanOthersDo() {
        OkHttpClient impatient = OutboundHttp.client()
                .newBuilder()
                .readTimeout(Duration.ofMillis(50))
                .build();
        spApi.answersAll(() -> accepted().headersDelay(1, SECONDS));

        SpApiClient client = SpApiServer.client(impatient, "http://127.0.0.1:" + spApi.server.getPort());

        assertThat(SpApiServer.rotate(client, SpApiServer.ample()).kind()).isEqualTo(Kind.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            spApi.answersAll(
                    () -> SpApiServer.answer(status, "").setHeader("Location", elsewhere.url("/applications/x")));

            assertThat(spApi.rotate())
                    .isEqualTo(
                            new RotationAnswer(Kind.REFUSED, "HTTP " + status + ", a redirect that was not followed"));
            assertThat(spApi.requests()).isEqualTo(1);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void isRefusedWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(SpApiServer.rotate(
                        SpApiServer.client(OutboundHttp.client(), "http://127.0.0.1:" + port), SpApiServer.ample()))
                .isEqualTo(UNSENT);
    }

    @Test
    void isRefusedWhenNobodyKnowsTheHost() {
        OkHttpClient lost = OutboundHttp.client()
                .newBuilder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();

        assertThat(SpApiServer.rotate(SpApiServer.client(lost, "eu"), SpApiServer.ample()))
                .isEqualTo(UNSENT);
    }

    @Test
    void isRefusedWhenNoTimeIsLeft() {
        assertThat(SpApiServer.rotate(spApi.client(), Deadline.in(Duration.ZERO)))
                .isEqualTo(UNSENT);
        assertThat(spApi.requests()).isZero();
    }

    private static MockResponse.Builder accepted() {
        return new MockResponse.Builder().code(204);
    }
}
