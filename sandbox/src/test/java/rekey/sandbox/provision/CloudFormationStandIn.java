package rekey.sandbox.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * CloudFormation as a custom resource's function sees it: events, and a place to answer them, on loopback. The address
 * of each answer has a signature, by which a leak of it is found. Thread-safe.
 */
final class CloudFormationStandIn implements AutoCloseable {
    /** In every response URL, and nowhere else. */
    static final String SIGNATURE = "Sig4CaNaRy%2Fx";

    static final String LOGICAL_ID = "ClientSecret5E0A61F1";
    private static final String STACK_ID =
            "arn:aws:cloudformation:us-east-1:123456789012:stack/Rekey-my-erp/6a7e8feb-b491-4cf7-a9f1-bf3703467718";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param path with the query, as it came
     * @param headers their names in lower case
     */
    record Put(String method, String path, Map<String, String> headers, JsonNode body) {}

    private final HttpServer server;
    private final List<Put> puts = new CopyOnWriteArrayList<>();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();

    CloudFormationStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** The next answers meet these statuses, and are not taken. */
    void failNext(Integer... statuses) {
        failures.addAll(Arrays.asList(statuses));
    }

    /** From now on every answer is taken. */
    void failNone() {
        failures.clear();
    }

    /** What was answered, as far as it was taken. */
    List<Put> answers() {
        return puts;
    }

    /** How many failures have not happened yet. */
    int failuresLeft() {
        return failures.size();
    }

    ObjectNode event(String type, String physicalId, Map<String, ?> properties) {
        String requestId = UUID.randomUUID().toString();
        ObjectNode event = JSON.createObjectNode();
        event.put("RequestType", type)
                .put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:my-erp-provision")
                .put("ResponseURL", responseUrl(requestId))
                .put("StackId", STACK_ID)
                .put("RequestId", requestId)
                .put("LogicalResourceId", LOGICAL_ID)
                .put("ResourceType", "Custom::RekeySecureString");
        if (physicalId != null) {
            event.put("PhysicalResourceId", physicalId);
        }
        event.set("ResourceProperties", JSON.valueToTree(properties));
        return event;
    }

    /** As S3's pre-signed addresses look: percent-encoded stack and resource, and a query that must not change. */
    private String responseUrl(String requestId) {
        return "http://127.0.0.1:%d/arn%%3Aaws%%3Acloudformation%%3Aus-east-1%%3A123456789012%%3Astack/Rekey-my-erp%%7C%s%%7C%s"
                        .formatted(server.getAddress().getPort(), LOGICAL_ID, requestId)
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-Signature=" + SIGNATURE;
    }

    private void take(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readAllBytes();
            Integer failure = failures.poll();
            if (failure != null) {
                http.sendResponseHeaders(failure, -1);
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            http.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            puts.add(new Put(
                    http.getRequestMethod(),
                    http.getRequestURI().toString(),
                    headers,
                    JSON.readTree(new String(body, UTF_8))));
            http.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
