package rekey.sandbox.stack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.function.FunctionEnvironment;

/**
 * A custom resource's function that notes each event and answers as the resource's properties say: {@code Id} is the physical
 * id, {@code FailOn} the type of request that fails, {@code SilentOn} the one that is not answered.
 */
public final class ProbeHandler implements RequestStreamHandler {
    static final ObjectMapper JSON = new ObjectMapper();

    /** By the property {@code Test}, since the function may be started anew. */
    private static final Map<String, List<JsonNode>> EVENTS = new ConcurrentHashMap<>();

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("unused") // how functions are started
    public ProbeHandler(FunctionEnvironment environment) {}

    /** What the function was asked by a test's resources. */
    static List<JsonNode> events(String test) {
        return EVENTS.computeIfAbsent(test, any -> new CopyOnWriteArrayList<>());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        JsonNode properties = event.get("ResourceProperties");
        events(properties.get("Test").asText()).add(event);
        String request = event.get("RequestType").asText();
        if (request.equals(properties.path("SilentOn").asText())) {
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        boolean fails = request.equals(properties.path("FailOn").asText());
        answer.put("Status", fails ? "FAILED" : "SUCCESS")
                .put("Reason", fails ? "the probe was told to" : "")
                .put("PhysicalResourceId", properties.path("Id").asText("probe"));
        for (String id : List.of("StackId", "RequestId", "LogicalResourceId")) {
            answer.set(id, event.get(id));
        }
        answer.putObject("Data").put("Greeting", "hello").put("Number", 7);
        put(event.get("ResponseURL").asText(), answer.toString(), "");
    }

    /** Answers at an address; returns the status. */
    int put(String url, String body, String contentType) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
