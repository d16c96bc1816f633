package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;

/** What goes back to the caller; an empty body is none. */
record LambdaReply(int status, Map<String, String> headers, String body) {
    static LambdaReply of(JsonNode body) {
        return new LambdaReply(200, Map.of(), body.toString());
    }

    static LambdaReply empty(int status) {
        return new LambdaReply(status, Map.of(), "");
    }

    static LambdaReply refusal(AwsError error) {
        ObjectNode body = AwsJson.object();
        body.put("Type", error.httpStatus() < 500 ? "User" : "Service").put("Message", error.getMessage());
        return new LambdaReply(error.httpStatus(), Map.of("x-amzn-ErrorType", error.type()), body.toString());
    }

    void send(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(http.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(UTF_8);
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
    }

    /** Without the body, which may hold a token. */
    @Override
    public String toString() {
        return "LambdaReply[" + status + "]";
    }
}
