package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a> over its REST protocol,
 * with {@code RequestResponse} and {@code DryRun}. Any other operation is refused by name. Thread-safe.
 */
public final class LambdaEndpoint implements HttpHandler {
    public static final String PATH = "/2015-03-31/functions/";

    private static final Pattern INVOKE = Pattern.compile(Pattern.quote(PATH)
            + "(?:arn:aws:lambda:[^:]+:\\d+:function:)?([A-Za-z0-9_-]+)(?::[^/]+)?" + "/invocations");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;
    private static final int LOG_TAIL = 4 * 1024;

    private final LocalFunctions functions;

    public LambdaEndpoint(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            byte[] payload = http.getRequestBody().readNBytes(LARGEST_PAYLOAD + 1);
            http.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
            Matcher invoke =
                    INVOKE.matcher(URLDecoder.decode(http.getRequestURI().getRawPath(), UTF_8));
            if (!http.getRequestMethod().equals("POST") || !invoke.matches()) {
                refuse(
                        http,
                        400,
                        "UnknownOperationException",
                        "The Rekey sandbox answers Invoke of Lambda, and no more.");
            } else if (payload.length > LARGEST_PAYLOAD) {
                refuse(http, 413, "RequestTooLargeException", "The payload is larger than 6 MB.");
            } else {
                invoke(http, invoke.group(1), payload);
            }
        }
    }

    private void invoke(HttpExchange http, String name, byte[] payload) throws IOException {
        String type = Optional.ofNullable(http.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))
                .orElse("RequestResponse");
        if (!functions.has(name)) {
            refuse(http, 404, "ResourceNotFoundException", "Function not found: " + LocalFunctions.arn(name));
        } else if (type.equals("DryRun")) {
            http.sendResponseHeaders(204, -1);
        } else if (!type.equals("RequestResponse")) {
            refuse(
                    http,
                    400,
                    "InvalidParameterValueException",
                    "The Rekey sandbox invokes with RequestResponse or DryRun, not with " + type + ".");
        } else {
            // Lambda passes an empty object on when a caller sends no payload.
            byte[] event = payload.length == 0 ? "{}".getBytes(UTF_8) : payload;
            if (isJson(event)) {
                answer(http, functions.invoke(name, event).orElseThrow());
            } else {
                refuse(http, 400, "InvalidRequestContentException", "Could not parse request body into json");
            }
        }
    }

    private static boolean isJson(byte[] text) throws IOException {
        try {
            return JSON.readTree(text) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void answer(HttpExchange http, LocalFunctions.Result result) throws IOException {
        var headers = http.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("X-Amz-Executed-Version", "$LATEST");
        if (result.error()) {
            headers.set("X-Amz-Function-Error", "Unhandled");
        }
        if ("Tail".equals(http.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
            byte[] log = result.log().getBytes(UTF_8);
            byte[] tail = Arrays.copyOfRange(log, Math.max(0, log.length - LOG_TAIL), log.length);
            headers.set("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
        }
        send(http, 200, result.payload().getBytes(UTF_8));
    }

    private static void refuse(HttpExchange http, int status, String type, String message) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Type", "User").put("Message", message);
        http.getResponseHeaders().set("x-amzn-ErrorType", type);
        http.getResponseHeaders().set("Content-Type", "application/json");
        send(http, status, body.toString().getBytes(UTF_8));
    }

    private static void send(HttpExchange http, int status, byte[] body) throws IOException {
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        http.getResponseBody().write(body);
    }
}
