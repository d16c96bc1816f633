package rekey.lwa;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.CacheControl;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import rekey.credential.ParameterNames;
import rekey.failure.LwaUntrusted;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.function.OutboundHttp;
import rekey.function.SentOnce;

/**
 * Exchanges credentials for access tokens at LWA.
 *
 * <p>At most 3 attempts, within the caller's deadline: only after a time-out, a broken connection, HTTP 408, 429 or
 * 5xx, with {@linkplain Backoff growing random pauses}. Repeating an exchange is safe, LWA does not rotate refresh
 * tokens. Connects within 2 s, waits 5 s for bytes. TLS 1.2 or later with the JVM's certificate authorities; a redirect
 * is never followed. Thread-safe.
 */
public final class LwaClient {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

    private final CompletableFuture<OkHttpClient> http;
    private final URI endpoint;
    private final ParameterNames names;
    private final Clock clock;
    private final Backoff backoff;

    /**
     * Makes its HTTP client on a thread of its own, which takes a third of a second in a JVM that has just started: whoever
     * has other things to make goes on.
     *
     * @param names only for messages that name a parameter
     */
    public LwaClient(LwaEndpoint endpoint, ParameterNames names, Clock clock) {
        this(
                CompletableFuture.supplyAsync(OutboundHttp::client, LwaClient::begin),
                endpoint,
                names,
                clock,
                new Backoff(new SecureRandom()::nextDouble));
    }

    LwaClient(OkHttpClient http, LwaEndpoint endpoint, ParameterNames names, Clock clock, Backoff backoff) {
        this(CompletableFuture.completedFuture(http), endpoint, names, clock, backoff);
    }

    private LwaClient(
            CompletableFuture<OkHttpClient> http,
            LwaEndpoint endpoint,
            ParameterNames names,
            Clock clock,
            Backoff backoff) {
        this.http = http;
        this.endpoint = endpoint.uri();
        this.names = names;
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * A client with the same connections, for a rehearsal: it asks LWA, throws away what it is told, and takes {@code answer}
     * for it.
     *
     * @param answer the body of a successful answer
     * @param journal is told when nobody answers
     */
    public LwaClient forRehearsal(String answer, Journal journal) {
        OkHttpClient rehearsing = http.join()
                .newBuilder()
                .addInterceptor(new Rehearsal(answer, journal))
                .build();
        return new LwaClient(rehearsing, new LwaEndpoint(endpoint), names, clock, backoff);
    }

    /** Closes every connection that is not in use. The next exchange opens one. */
    public void closeConnections() {
        http.join().connectionPool().evictAll();
    }

    /**
     * @throws TryLater when LWA cannot answer now
     * @throws rekey.failure.Failure of another type when it answers with anything but a token
     */
    public AccessToken exchange(Grant grant, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            Duration pause;
            TryLater failure;
            try {
                return attempt(grant, deadline);
            } catch (LwaAnswer.Passing e) {
                failure = new TryLater("LWA cannot answer now (%s).".formatted(e.getMessage()));
                pause = backoff.after(attempt, e.retryAfter());
            } catch (IOException e) {
                if (OutboundHttp.isUntrusted(e)) {
                    throw new LwaUntrusted(endpoint.getHost(), e);
                }
                failure = unanswered(e);
                pause = backoff.after(attempt, Duration.ZERO);
            }
            if (attempt == ATTEMPTS || pause.compareTo(deadline.remaining()) >= 0) {
                throw failure;
            }
            sleep(pause, failure);
        }
    }

    private AccessToken attempt(Grant grant, Deadline deadline) throws IOException, LwaAnswer.Passing {
        Duration left = deadline.remainingUpTo(LONGEST_ATTEMPT);
        if (left.isZero()) {
            throw new TryLater("No time is left to ask LWA.");
        }
        Request request = new Request.Builder()
                .url(endpoint.toString())
                .cacheControl(CacheControl.FORCE_NETWORK)
                .header("Accept", "application/json")
                .post(new SentOnce(grant.form()))
                .build();
        Call call = http.join().newCall(request);
        call.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
        Instant asked = clock.instant();
        try (Response response = call.execute()) {
            return new LwaAnswer(grant, names).read(response, asked);
        }
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "lwa-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps a cause only when all of it comes from the network: a parser quotes the answer, maybe an echo of the form. */
    private static TryLater unanswered(IOException e) {
        String how = e instanceof InterruptedIOException ? "LWA did not answer in time" : "LWA did not answer";
        return OutboundHttp.isOfTheNetwork(e)
                ? new TryLater(how + ".", e)
                : new TryLater("%s (%s).".formatted(how, e.getClass().getSimpleName()));
    }

    private static void sleep(Duration pause, TryLater failure) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
