package rekey.sandbox.lwa;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.UUID;

/**
 * What goes back over the wire.
 *
 * @param announced the Content-Length; longer than the body when the answer breaks off, -1 to close without a byte
 */
record LwaReply(int status, String contentType, String body, long announced) {
    private static final String JSON = "application/json;charset=UTF-8";

    static LwaReply token(String accessToken, String refreshToken) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("access_token", accessToken).put("token_type", "bearer");
        json.put("expires_in", LwaStandIn.TOKEN_LIFE.toSeconds());
        if (refreshToken != null) {
            json.put("refresh_token", refreshToken);
        }
        return of(200, JSON, json.toString());
    }

    static LwaReply error(int status, String error, String description) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("error", error).put("error_description", description);
        json.put("request_id", UUID.randomUUID().toString());
        return of(status, JSON, json.toString());
    }

    /** What comes instead of {@code right}, which answers {@code request}. */
    static LwaReply faulty(LwaFault fault, LwaReply right, String request) {
        String half = right.body().substring(0, right.body().length() / 2);
        return switch (fault) {
            case NOT_JSON -> of(200, "text/plain", "You sent " + request);
            case TRUNCATED_JSON -> of(200, JSON, half);
            case BROKEN_OFF -> new LwaReply(200, JSON, half, right.body().length());
            case REDIRECT -> of(307, "text/html", "<html>moved</html>");
            case HUGE -> of(200, "text/plain", "lorem ipsum ".repeat(90_000));
            case EMPTY -> of(200, JSON, "");
            case SILENCE -> new LwaReply(0, JSON, "", -1);
            case THROTTLED -> error(429, "slow_down", "Too many requests");
            case SERVER_ERROR -> of(500, "text/html", "<html>Internal error</html>");
            case UNAVAILABLE -> error(503, "temporarily_unavailable", "The service is unavailable");
            case TELLTALE -> error(400, "invalid_request", "Cannot understand " + request);
        };
    }

    void send(HttpExchange http) throws IOException {
        try (http) {
            if (announced < 0) {
                return;
            }
            http.getResponseHeaders().set("Content-Type", contentType);
            http.getResponseHeaders().set("Cache-Control", "no-store");
            http.getResponseHeaders().set("Pragma", "no-cache");
            if (status == 307) {
                http.getResponseHeaders().set("Location", LwaStandIn.PATH + "?elsewhere");
            }
            http.sendResponseHeaders(status, announced == 0 ? -1 : announced);
            http.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    /** Without the body, which may hold a token. */
    @Override
    public String toString() {
        return "LwaReply[" + status + "]";
    }

    private static LwaReply of(int status, String contentType, String body) {
        return new LwaReply(status, contentType, body, body.getBytes(UTF_8).length);
    }
}
