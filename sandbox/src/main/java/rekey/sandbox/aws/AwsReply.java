package rekey.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** What goes back to the caller: a status, headers beside the request's id, and a text in UTF-8. */
record AwsReply(int status, Map<String, String> headers, String body) {
    void send(HttpExchange exchange, String requestId) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
