package rekey.spapi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import rekey.failure.SpApiUntrusted;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;
import rekey.function.SentOnce;
import rekey.lwa.AccessToken;

/**
 * Calls SP-API.
 *
 * <p>A rotation is requested exactly once, on a connection of its own, and waited for up to 20 s: whatever becomes of it,
 * only its secret's arrival, or a week without one, makes another request safe. A canary is asked for once more, after a
 * second, when no answer came or HTTP 5xx; never after HTTP 429. Everything within the caller's deadline. Connects within
 * 2 s. TLS 1.2 or later with the JVM's certificate authorities; a redirect is never followed. No answer and no failure
 * holds text of SP-API's. Thread-safe.
 */
public final class SpApiClient {
    private static final String ROTATION = "/applications/2023-11-30/clientSecret";
    private static final String DESTINATIONS = "/notifications/v1/destinations";
    private static final String PARTICIPATIONS = "/sellers/v1/marketplaceParticipations";

    private static final Duration LONGEST_ROTATION = Duration.ofSeconds(20);
    private static final Duration LONGEST_CANARY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final OkHttpClient rotation;
    private final OkHttpClient canary;
    private final SpApiEndpoint endpoint;
    private final Duration pause;
    private final String userAgent = UserAgent.ofProcess().toString();

    public SpApiClient(SpApiEndpoint endpoint) {
        this(OutboundHttp.client(), endpoint, PAUSE);
    }

    /** @param pause before a canary is asked for once more */
    SpApiClient(OkHttpClient http, SpApiEndpoint endpoint, Duration pause) {
        this.endpoint = endpoint;
        this.pause = pause;
        // A kept connection may be broken without anybody knowing, which would leave open whether the request arrived.
        this.rotation = http.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .readTimeout(LONGEST_ROTATION)
                .retryOnConnectionFailure(false)
                .build();
        // Without its Retry-After OkHttp does not repeat a request after HTTP 503, unpaused and uncounted.
        this.canary = http.newBuilder()
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                .build();
    }

    /**
     * <a href="https://developer-docs.amazon.com/sp-api/docs/application-management-api-v2023-11-30-use-case-guide">Asks for
     * a new client secret</a>, which then comes by the queue; one request a minute is allowed.
     *
     * @param token for the scope {@code sellingpartnerapi::client_credential:rotation}
     * @return {@code REFUSED} also when nothing was sent, for want of a connection or of time
     * @throws SpApiUntrusted when nothing was sent, because nothing proves that the server is Amazon's
     */
    public RotationAnswer rotateClientSecret(AccessToken token, Deadline deadline) {
        Request request = request(ROTATION, token)
                .post(new SentOnce(RequestBody.create(new byte[0], MediaType.get("application/json"))))
                .build();
        Departure departure = new Departure();
        try (Response response =
                call(rotation, request, departure, deadline, LONGEST_ROTATION).execute()) {
            return RotationAnswer.of(response);
        } catch (IOException e) {
            throwIfUntrusted(e, departure);
            return departure.begun
                    ? new RotationAnswer(RotationAnswer.Kind.UNCLEAR, how(e))
                    : new RotationAnswer(
                            RotationAnswer.Kind.REFUSED, "nothing was sent, no connection within the time");
        }
    }

    /**
     * Asks for the application's <a
     * href="https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-reference#getdestinations">destinations</a>
     * of notifications.
     *
     * @param token for the scope {@code sellingpartnerapi::notifications}
     * @throws SpApiUntrusted when nothing proves that the server is Amazon's
     */
    public Canary destinations(AccessToken token, Deadline deadline) {
        return canary(DESTINATIONS, token, deadline);
    }

    /**
     * Asks for a seller's <a
     * href="https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference#getmarketplaceparticipations">marketplaces</a>;
     * one request a minute is allowed, 15 in a burst.
     *
     * @param token a seller's
     * @throws SpApiUntrusted when nothing proves that the server is Amazon's
     */
    public Canary participations(AccessToken token, Deadline deadline) {
        return canary(PARTICIPATIONS, token, deadline);
    }

    private Canary canary(String path, AccessToken token, Deadline deadline) {
        Request request = request(path, token).build();
        Attempt first = attempt(request, deadline);
        if (!first.mayPass() || pause.compareTo(deadline.remaining()) >= 0) {
            return first.canary();
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return first.canary();
        }
        return attempt(request, deadline).canary();
    }

    private Attempt attempt(Request request, Deadline deadline) {
        Departure departure = new Departure();
        try (Response response =
                call(canary, request, departure, deadline, LONGEST_CANARY).execute()) {
            return new Attempt(Canary.of(response), response.code() >= 500);
        } catch (IOException e) {
            throwIfUntrusted(e, departure);
            return new Attempt(new Canary(Canary.Verdict.UNKNOWN, how(e)), true);
        }
    }

    private Request.Builder request(String path, AccessToken token) {
        URI uri = endpoint.at(path);
        Request.Builder request = new Request.Builder()
                .url(uri.toString())
                .header("User-Agent", userAgent)
                .header("Accept", "application/json");
        try {
            return request.header("x-amz-access-token", token.value().reveal());
        } catch (IllegalArgumentException e) {
            // Not chained: its message repeats the token.
            throw new IllegalArgumentException("An access token is of visible ASCII characters only.");
        }
    }

    /** @throws InterruptedIOException when no time is left */
    private static Call call(
            OkHttpClient http, Request request, Departure departure, Deadline deadline, Duration longest)
            throws InterruptedIOException {
        Duration left = deadline.remainingUpTo(longest);
        if (left.isZero()) {
            throw new InterruptedIOException("no time is left");
        }
        Call call = http.newCall(request);
        call.addEventListener(departure);
        call.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Trust is decided before anything is sent. What fails in TLS later is a broken connection. */
    private void throwIfUntrusted(IOException e, Departure departure) {
        if (!departure.begun && OutboundHttp.isUntrusted(e)) {
            throw new SpApiUntrusted(endpoint.uri().getHost(), e);
        }
    }

    /** Not by the exception's message: what a parser throws quotes the answer. */
    private static String how(IOException e) {
        return e instanceof InterruptedIOException ? "no answer in time" : "no answer, the connection broke";
    }

    /** @param mayPass whether asking again may help */
    private record Attempt(Canary canary, boolean mayPass) {}

    /** Whether the first byte of a request may have left. Told on the thread of the call. */
    private static final class Departure extends EventListener {
        private volatile boolean begun;

        @Override
        public void requestHeadersStart(Call call) {
            begun = true;
        }
    }
}
