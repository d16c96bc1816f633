package rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import rekey.function.Endpoints;

/**
 * The time in {@code rekey sandbox}, whose clock can be moved: what is stored there is dated by it, and its age counts by
 * it. Anywhere but on this machine, nobody is asked.
 */
final class SandboxTime {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private SandboxTime() {}

    /** The clock of the sandbox at {@code endpoint}; {@code otherwise} when there is none. */
    static Clock at(URI endpoint, Clock otherwise) {
        if (!Endpoints.isPlainLoopback(endpoint)) {
            return otherwise;
        }
        HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_sandbox/clock"))
                .timeout(LONGEST)
                .build();
        try {
            JsonNode answer = new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            Instant now = Instant.parse(answer.path("now").asText());
            return Clock.offset(otherwise, Duration.between(otherwise.instant(), now));
        } catch (IOException | DateTimeException e) {
            // Something else answers there, or nothing; whoever asks it next says so.
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
