package rekey.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;

/** How the answer goes over the wire, and what happens when it does not. */
class ResponseEndpointTest {
    private final MockWebServer server = new MockWebServer();
    private final ResponseEndpoint endpoint = new ResponseEndpoint(OutboundHttp.client(), Duration.ofMillis(1));

    ResponseEndpointTest() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void putsTheAnswerWithoutAContentType() throws InterruptedException {
        answers(200);

        endpoint.deliver(answer(), ample());

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget())
                .isEqualTo("/stack%7CClientSecret?X-Amz-Signature=" + ProvisionEvent.SIGNATURE + "%2B");
        Headers headers = request.getHeaders();
        assertThat(headers.get("Content-Type")).isNull();
        assertThat(headers.get("Transfer-Encoding")).isNull();
        assertThat(headers.get("Content-Length")).isEqualTo(String.valueOf(answer().json().length));
        assertThat(request.getBody().string(UTF_8)).isEqualTo(new String(answer().json(), UTF_8));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void putsItAgainUntilItIsTaken(int status) {
        answers(status, status, status, 200);

        endpoint.deliver(answer(), ample());

        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void countsARepetitionThatTheServerWantsAtOnce(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", 0)
                .build());
        answers(200);

        endpoint.deliver(answer(), ample());

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void putsItAgainAfterABrokenConnection() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answers(200);

        endpoint.deliver(answer(), ample());

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 301, 307, 308})
    void throwsAtOnceWhenItIsRefusedOrSentElsewhere(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Location", elsewhere.url("/"))
                    .body("<Error><Message>" + ProvisionEvent.SIGNATURE + "</Message></Error>")
                    .build());

            assertThat(failure(ample())).hasMessageContaining("refuses the answer: HTTP " + status + ".");
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void throwsWhenTheServerIsBusyUntilTheEnd() {
        server.setDispatcher(always(new MockResponse.Builder().code(503).build()));

        assertThat(failure(Deadline.in(Duration.ofMillis(300))))
                .hasMessageContaining("could not be answered about ClientSecret5E0A61F1 in time: HTTP 503.")
                .hasMessageContaining("Lambda runs the function again");
        assertThat(server.getRequestCount()).isGreaterThan(3);
    }

    @Test
    void throwsWhenTheServerIsSilentUntilTheEnd() {
        server.setDispatcher(always(new MockResponse.Builder()
                .code(200)
                .headersDelay(2_000, MILLISECONDS)
                .build()));
        Deadline deadline = Deadline.in(Duration.ofMillis(300));

        assertThat(failure(deadline)).hasMessageContaining("in time: InterruptedIOException.");
    }

    @Test
    void throwsWhenNobodyListens() {
        CloudFormationAnswer answer = answer();
        server.close();

        Unanswered failure = catchThrowableOfType(
                Unanswered.class, () -> endpoint.deliver(answer, Deadline.in(Duration.ofSeconds(1))));

        assertThat(failure).hasMessageContaining("in time: ConnectException.").hasNoCause();
        assertTellsNothing(failure);
    }

    private Unanswered failure(Deadline deadline) {
        Unanswered failure = catchThrowableOfType(Unanswered.class, () -> endpoint.deliver(answer(), deadline));
        assertThat(failure).as("failure").isNotNull().hasNoCause();
        assertTellsNothing(failure);
        return failure;
    }

    private void assertTellsNothing(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(ProvisionEvent.SIGNATURE, "127.0.0.1", String.valueOf(server.getPort()));
    }

    private CloudFormationAnswer answer() {
        return CloudFormationAnswer.success(
                ProvisionEvent.request(server.getPort()), PhysicalId.created(ProvisionEvent.NAME), ProvisionEvent.NAME);
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).build());
        }
    }

    private static Dispatcher always(MockResponse response) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response;
            }
        };
    }

    private static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    /** OkHttp repeats neither by itself: it would do so without our pause, and uncounted. */
    @Test
    void leavesNoRepetitionToOkHttp() {
        ResponseEndpoint slow = new ResponseEndpoint(OutboundHttp.client(), Duration.ofHours(1));
        server.enqueue(
                new MockResponse.Builder().code(503).setHeader("Retry-After", 0).build());
        answers(200);

        Unanswered failure = catchThrowableOfType(Unanswered.class, () -> slow.deliver(answer(), ample()));

        assertThat(failure).isNotNull().hasMessageContaining("in time: HTTP 503.");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenNoTimeIsLeft() {
        answers(200);

        assertThat(failure(Deadline.in(Duration.ZERO))).hasMessageContaining("in time: no time was left.");
        assertThat(server.getRequestCount()).isZero();
    }
}
