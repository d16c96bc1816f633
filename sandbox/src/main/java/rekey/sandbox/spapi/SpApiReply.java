package rekey.sandbox.spapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What goes back over the wire.
 *
 * @param status 0 to close the connection without a byte
 * @param headers besides those that every answer has
 */
record SpApiReply(int status, String contentType, String body, Map<String, String> headers) {
    static final String NO_DETAILS = "";

    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    static SpApiReply payload(JsonNode payload) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("payload", payload);
        return new SpApiReply(200, JSON, json.toString(), Map.of());
    }

    static SpApiReply noContent() {
        return new SpApiReply(204, "", "", Map.of());
    }

    /** A refusal of the <a href="https://developer-docs.amazon.com/sp-api/docs/authorization-errors">token or the path</a>. */
    static SpApiReply denied(String details) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", "Unauthorized").put("message", "Access to requested resource is denied.");
        return errors(403, error.put("details", details), Map.of("x-amzn-ErrorType", "AccessDeniedException"));
    }

    static SpApiReply error(int status, String code, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        return errors(status, error.put("code", code).put("message", message), Map.of());
    }

    static SpApiReply throttled() {
        return error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
    }

    /** What comes instead of {@code right}, which is done when the fault says so. */
    static SpApiReply faulty(SpApiFault fault, SpApiReply right, String token) {
        return switch (fault) {
            case DONE_THEN_SILENT, SILENCE -> new SpApiReply(0, "", "", Map.of());
            case DONE_THEN_503 -> error(503, "ServiceUnavailable", "Service is temporarily unavailable.");
            case DONE_THEN_504 -> new SpApiReply(504, HTML, "<html>Gateway time-out</html>", Map.of());
            case DONE_THEN_200 -> new SpApiReply(200, JSON, "{}", Map.of());
            case SLOW -> right;
            case SERVER_ERROR -> error(500, "InternalFailure", "We encountered an internal error. Please try again.");
            case THROTTLED -> throttled();
            case FORBIDDEN -> denied(NO_DETAILS);
            case SECRET_EXPIRED -> denied(TokenRules.SECRET_EXPIRED);
            case TOKEN_REFUSED -> denied(TokenRules.INVALID);
            case HTML -> new SpApiReply(200, HTML, "<html>You sent " + token + "</html>", Map.of());
            case HUGE -> new SpApiReply(200, "text/plain", "lorem ipsum ".repeat(90_000), Map.of());
            case REDIRECT -> new SpApiReply(307, HTML, "<html>moved</html>", Map.of("Location", "/elsewhere"));
            case TELLTALE -> error(400, "InvalidInput", "Cannot understand " + token);
        };
    }

    SpApiReply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new SpApiReply(status, contentType, body, more);
    }

    void send(HttpExchange http) throws IOException {
        try (http) {
            if (status == 0) {
                return;
            }
            Headers sent = http.getResponseHeaders();
            sent.set("x-amzn-RequestId", UUID.randomUUID().toString());
            headers.forEach(sent::set);
            if (!contentType.isEmpty()) {
                sent.set("Content-Type", contentType);
            }
            byte[] bytes = body.getBytes(UTF_8);
            http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            http.getResponseBody().write(bytes);
        }
    }

    /** Without the body, which may repeat a token. */
    @Override
    public String toString() {
        return "SpApiReply[" + status + "]";
    }

    private static SpApiReply errors(int status, ObjectNode error, Map<String, String> headers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("errors").add(error);
        return new SpApiReply(status, JSON, json.toString(), headers);
    }
}
