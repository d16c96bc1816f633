package rekey.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where custom resources' functions <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">answer</a>. As S3 does with
 * CloudFormation's pre-signed addresses, it takes a PUT without a content type at exactly an address that it has given out,
 * and refuses anything else with 403. The first answer counts. Safe for use by several threads.
 */
public final class CustomResourceAnswers implements HttpHandler {
    public static final String PATH = "/_sandbox/cloudformation/";

    /** What CloudFormation reads of an answer. */
    private static final int LARGEST = 4_096;

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, CompletableFuture<byte[]>> expected = new ConcurrentHashMap<>();

    /**
     * One request's place for its answer.
     *
     * @param url a secret: whoever has it can answer
     */
    record Place(String requestId, String url, CompletableFuture<byte[]> answer) {
        /**
         * Waits for the answer, in real time.
         *
         * @return one JSON object
         * @throws TimeoutException when it does not come in time
         * @throws TemplateProblem when it is nothing that CloudFormation understands
         */
        JsonNode await(long seconds) throws TimeoutException {
            byte[] body;
            try {
                body = answer.get(seconds, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("The answer was lost.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while a custom resource's function was at work.", e);
            }
            return read(body);
        }

        private static JsonNode read(byte[] body) {
            if (body.length > LARGEST) {
                throw new TemplateProblem("Response object is too long: it may have 4,096 bytes.");
            }
            try {
                JsonNode answer = JSON.readTree(new String(body, UTF_8));
                if (answer.isObject()) {
                    return answer;
                }
            } catch (JsonProcessingException e) {
                // Not chained: it quotes what the function sent.
            }
            throw new TemplateProblem("The function's answer is no JSON object.");
        }

        /** Without the address. */
        @Override
        public String toString() {
            return "Place[" + requestId + "]";
        }
    }

    /** A place for the answer to one request about a resource. */
    Place place(URI endpoint, String stackId, String logicalId) {
        String requestId = UUID.randomUUID().toString();
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        String path = PATH
                + URLEncoder.encode(stackId, UTF_8).replace("%2F", "/")
                + "%7C" + logicalId
                + "%7C" + requestId
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-Signature="
                + HexFormat.of().formatHex(token);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        expected.put(path, answer);
        return new Place(requestId, endpoint + path, answer);
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readNBytes(LARGEST + 1);
            CompletableFuture<byte[]> answer = expected.get(http.getRequestURI().toString());
            String contentType = http.getRequestHeaders().getFirst("Content-Type");
            if (answer == null
                    || !http.getRequestMethod().equals("PUT")
                    || !(contentType == null || contentType.isEmpty())) {
                http.sendResponseHeaders(403, -1);
            } else {
                answer.complete(body);
                http.sendResponseHeaders(200, -1);
            }
        }
    }
}
