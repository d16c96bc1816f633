package rekey.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.sns.Inbox;

/**
 * What AWS does not have: {@code GET /_sandbox/clock} tells the time, {@code POST /_sandbox/clock} with
 * {@code {"advance":"P150D"}} moves it on, {@code GET /_sandbox/calls} tells who called what: a list of
 * {@code {"caller","operation","times","refused":{"AccessDeniedException":2}}}, {@code GET /_sandbox/grants} lists what
 * no call has needed yet of all that policies say, {@code GET /_sandbox/inbox} lists the mails
 * and short messages that people received, {@code DELETE /_sandbox/inbox} throws them away, {@code GET /_sandbox/console}
 * shows the applications of the Developer Console and {@code POST /_sandbox/console} uses it, see {@link Console}.
 */
final class ControlEndpoint implements HttpHandler {
    static final String PATH = "/_sandbox/";

    private static final int LARGEST_BODY = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxClock clock;
    private final Calls calls;
    private final Inbox inbox;
    private final Iam iam;
    private final Console console;

    ControlEndpoint(SandboxClock clock, Calls calls, Inbox inbox, Iam iam, Console console) {
        this.clock = clock;
        this.calls = calls;
        this.inbox = inbox;
        this.iam = iam;
        this.console = console;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            JsonNode list = null;
            int status = 200;
            switch (http.getRequestMethod() + " "
                    + http.getRequestURI().getPath().substring(PATH.length())) {
                case "GET clock" -> answer.put("now", clock.instant().toString());
                case "POST clock" -> status = advance(http.getRequestBody().readNBytes(LARGEST_BODY), answer);
                case "GET calls" -> list = JSON.valueToTree(calls.byCaller());
                case "GET grants" -> list = unusedGrants();
                case "GET inbox" -> list = inbox.json();
                case "DELETE inbox" -> {
                    inbox.clear();
                    list = inbox.json();
                }
                case "GET console" -> list = console.show();
                case "POST console" -> status = order(http.getRequestBody().readNBytes(LARGEST_BODY), answer);
                default -> {
                    status = 404;
                    answer.put(
                            "error",
                            "GET /_sandbox/clock, POST /_sandbox/clock, GET /_sandbox/calls, GET /_sandbox/grants,"
                                    + " GET /_sandbox/inbox, DELETE /_sandbox/inbox, GET /_sandbox/console, POST /_sandbox/console");
                }
            }
            byte[] body = ((list == null ? answer : list) + "\n").getBytes(UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/json");
            http.sendResponseHeaders(status, body.length);
            http.getResponseBody().write(body);
        }
    }

    /** What no call has needed yet of all that policies allow, and what has refused none. */
    private JsonNode unusedGrants() {
        ArrayNode unused = JsonNodeFactory.instance.arrayNode();
        iam.unusedGrants().forEach(grant -> unused.add(grant.toString()));
        return unused;
    }

    private int order(byte[] body, ObjectNode answer) throws IOException {
        try {
            answer.setAll(console.order(body));
            return 200;
        } catch (Console.Refused e) {
            answer.put("error", e.getMessage());
            return 400;
        }
    }

    private int advance(byte[] body, ObjectNode answer) throws IOException {
        try {
            JsonNode request = JSON.readTree(body);
            clock.advance(Duration.parse(request.path("advance").asText()));
            answer.put("now", clock.instant().toString());
            return 200;
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            answer.put("error", "Send {\"advance\":\"P150D\"}: an ISO 8601 duration of days and less, not negative.");
            return 400;
        }
    }
}
