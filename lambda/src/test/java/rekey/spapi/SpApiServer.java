package rekey.spapi;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import rekey.SampleCredentials;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;
import rekey.lwa.AccessToken;

/** SP-API on loopback and a client that does not pause. Every answer is looked through for secrets. */
final class SpApiServer implements AutoCloseable {
    static final AccessToken TOKEN = new AccessToken(
            Secret.of(SampleCredentials.ACCESS_TOKEN),
            Instant.parse("2026-11-23T14:00:00Z"),
            Instant.parse("2026-11-23T15:00:00Z"));
    static final String EXPIRED = errors("The LWA secret token you provided has expired.");

    final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Supplier<MockResponse.Builder> otherwise = () -> answer(599, "not expected");

    SpApiServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.incrementAndGet();
                MockResponse next = answers.poll();
                return next != null ? next : otherwise.get().build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    SpApiServer answers(int status, String body) {
        return answers(answer(status, body));
    }

    SpApiServer answers(MockResponse.Builder response) {
        answers.add(response.build());
        return this;
    }

    SpApiServer answersAll(Supplier<MockResponse.Builder> answer) {
        otherwise = answer;
        return this;
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    /** As SP-API refuses with HTTP 403. */
    static String errors(String details) {
        return """
                {"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"%s"}]}""".formatted(details);
    }

    SpApiClient client() {
        return client(OutboundHttp.client(), "http://127.0.0.1:" + server.getPort());
    }

    static SpApiClient client(OkHttpClient http, String endpoint) {
        return new SpApiClient(http, SpApiEndpoint.parse(endpoint), Duration.ZERO);
    }

    RotationAnswer rotate() {
        return rotate(client(), ample());
    }

    static RotationAnswer rotate(SpApiClient client, Deadline deadline) {
        RotationAnswer answer = client.rotateClientSecret(TOKEN, deadline);
        SampleCredentials.assertHoldsNoSecret(answer.toString());
        return answer;
    }

    Canary canary() {
        return canary(client(), ample());
    }

    static Canary canary(SpApiClient client, Deadline deadline) {
        Canary canary = client.destinations(TOKEN, deadline);
        SampleCredentials.assertHoldsNoSecret(canary.toString());
        return canary;
    }

    /** The failure of a call, once it is certain that it tells no secret. */
    static Failure failure(Supplier<?> call) {
        return SampleCredentials.failureOf(call::get);
    }

    int requests() {
        return requests.get();
    }

    static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        server.close();
    }
}
