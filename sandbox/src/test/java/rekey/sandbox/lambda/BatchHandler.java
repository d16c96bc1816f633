package rekey.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import rekey.function.FunctionEnvironment;

/**
 * Gets messages of a queue. It logs each event; it fails for a message {@code throw}, and answers that it could not handle
 * the messages {@code fail}, or what the variable {@code ANSWER} says.
 */
public final class BatchHandler implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String answer;

    public BatchHandler(FunctionEnvironment environment) {
        answer = environment.variables().get("ANSWER");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        context.getLogger().log(event.toString());
        ObjectNode failed = JSON.createObjectNode();
        ArrayNode failures = failed.putArray("batchItemFailures");
        for (JsonNode message : event.get("Records")) {
            switch (message.get("body").asText()) {
                case "throw" -> throw new IllegalStateException("a message that cannot be handled");
                case "fail" ->
                    failures.addObject()
                            .put("itemIdentifier", message.get("messageId").asText());
                default -> {}
            }
        }
        output.write((answer == null ? failed.toString() : answer).getBytes(StandardCharsets.UTF_8));
    }
}
