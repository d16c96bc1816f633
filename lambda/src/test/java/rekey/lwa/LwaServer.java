package rekey.lwa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static rekey.SampleCredentials.NAMES;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import rekey.SampleCredentials;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;

/** A token endpoint on loopback and a client that talks to it without pausing between attempts. */
final class LwaServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Scopes SCOPES = Scopes.parse("sellingpartnerapi::shipments:track sellingpartnerapi::notifications");
    static final Grant SELLER = Grant.of(Seller.named("A2EXAMPLE"), SampleCredentials.stored());
    static final Grant SCOPE = Grant.of(SCOPES, SampleCredentials.stored());
    static final String TOKEN = "{\"access_token\":\"" + SampleCredentials.ACCESS_TOKEN
            + "\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"" + SampleCredentials.REFRESH_TOKEN
            + "\"}";

    private static final OkHttpClient HTTP = OutboundHttp.client();

    final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<String, MockResponse.Builder> otherwise = body -> answer(599, "not expected");

    LwaServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.incrementAndGet();
                MockResponse next = answers.poll();
                return next != null
                        ? next
                        : otherwise.apply(request.getBody().string(UTF_8)).build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    LwaServer answers(int status, String body) {
        return answers(answer(status, body));
    }

    LwaServer answers(MockResponse.Builder response) {
        answers.add(response.build());
        return this;
    }

    /** Answers every request with what {@code answer} makes of its body. */
    LwaServer answersAll(Function<String, MockResponse.Builder> answer) {
        otherwise = answer;
        return this;
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    LwaClient client() {
        return client(CLOCK);
    }

    LwaClient client(Clock clock) {
        return client(HTTP, "http://127.0.0.1:%d/auth/o2/token".formatted(server.getPort()), clock);
    }

    static LwaClient client(OkHttpClient http, String endpoint, Clock clock) {
        return new LwaClient(http, LwaEndpoint.parse(endpoint), NAMES, clock, new Backoff(() -> 0));
    }

    AccessToken exchange(Grant grant) {
        return client().exchange(grant, ample());
    }

    /** The failure of an exchange, once it is certain that it tells no secret. */
    Failure failure(Grant grant) {
        return failure(client(), grant, ample());
    }

    static Failure failure(LwaClient client, Grant grant, Deadline deadline) {
        return SampleCredentials.failureOf(() -> client.exchange(grant, deadline));
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
