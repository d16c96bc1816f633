package rekey.provision;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;
import rekey.function.SentOnce;

/**
 * Puts the answer where CloudFormation waits for it.
 *
 * <p>Sent without a {@code Content-Type}, which the URL's signature does not cover. After a time-out, a broken
 * connection, HTTP 408, 429 or 5xx it is sent again, with pauses of 200 ms that double up to 5 s, until the deadline;
 * the same answer in the same place twice is one answer. TLS 1.2 or later with the JVM's certificate authorities; a
 * redirect is never followed. What OkHttp throws is not passed on: it may quote the URL. Thread-safe.
 */
final class ResponseEndpoint {
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String RERUN =
            " Lambda runs the function again, which repeats the work safely and answers then.";

    private final OkHttpClient http;
    private final Duration firstPause;

    ResponseEndpoint() {
        this(OutboundHttp.client(), FIRST_PAUSE);
    }

    ResponseEndpoint(OkHttpClient http, Duration firstPause) {
        this.http = http;
        this.firstPause = firstPause;
    }

    /** @throws Unanswered when the answer did not arrive, as far as anyone can tell */
    void deliver(CloudFormationAnswer answer, Deadline deadline) {
        byte[] body = answer.json();
        Duration pause = firstPause;
        while (true) {
            Optional<String> problem = attempt(answer.request().responseUrl(), body, deadline);
            if (problem.isEmpty()) {
                return;
            }
            if (pause.compareTo(deadline.remaining()) >= 0) {
                throw unanswered(answer, problem.get());
            }
            sleep(pause, answer);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** @return what may have passed when it is tried again; empty when the answer has arrived */
    private Optional<String> attempt(ResponseUrl url, byte[] body, Deadline deadline) {
        Duration left = deadline.remainingUpTo(LONGEST_ATTEMPT);
        if (left.isZero()) {
            return Optional.of("no time was left");
        }
        Request request = new Request.Builder()
                .url(url.address())
                .put(new SentOnce(RequestBody.create(body, null)))
                .build();
        Call call = http.newCall(request);
        call.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
        int status;
        try (Response response = call.execute()) {
            status = response.code();
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        if (status == 408 || status == 429 || status >= 500) {
            return Optional.of("HTTP " + status);
        }
        throw new Unanswered(
                "CloudFormation's response URL refuses the answer: HTTP %d. It may have expired; CloudFormation then ends"
                                .formatted(status)
                        + " the resource by its own time-out.");
    }

    private static Unanswered unanswered(CloudFormationAnswer answer, String problem) {
        return new Unanswered("CloudFormation could not be answered about %s in time: %s."
                        .formatted(answer.request().logicalId(), problem)
                + RERUN);
    }

    private static void sleep(Duration pause, CloudFormationAnswer answer) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(answer, "interrupted");
        }
    }
}
