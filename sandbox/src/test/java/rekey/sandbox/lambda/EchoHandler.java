package rekey.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.TreeMap;
import rekey.function.FunctionEnvironment;

/**
 * Answers with its event, its context and its environment. {@code {"log":"x"}} has it log, {@code {"throw":"x"}} fail,
 * {@code {"exit":3}} end its process and {@code {"sleep":5}} take its time.
 */
public final class EchoHandler implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionEnvironment environment;

    /** As Lambda starts it. */
    public EchoHandler() {
        this(FunctionEnvironment.ofProcess());
    }

    public EchoHandler(FunctionEnvironment environment) {
        if (environment.variables().containsKey("BROKEN")) {
            throw new IllegalStateException("BROKEN is set");
        }
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        if (event.has("log")) {
            context.getLogger().log(event.get("log").asText());
        }
        if (event.has("throw")) {
            throw new IllegalStateException(event.get("throw").asText());
        }
        if (event.has("exit")) {
            Runtime.getRuntime().halt(event.get("exit").asInt());
        }
        if (event.has("sleep")) {
            sleep(Duration.ofSeconds(event.get("sleep").asInt()));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("event", event);
        answer.put("function", context.getFunctionName());
        answer.put("version", context.getFunctionVersion());
        answer.put("arn", context.getInvokedFunctionArn());
        answer.put("memory", context.getMemoryLimitInMB());
        answer.put("logGroup", context.getLogGroupName());
        answer.put("logStream", context.getLogStreamName());
        answer.put("remaining", context.getRemainingTimeInMillis());
        answer.put("now", environment.clock().instant().toString());
        answer.put("key", environment.credentials().resolveCredentials().accessKeyId());
        ObjectNode variables = answer.putObject("variables");
        new TreeMap<>(environment.variables()).forEach(variables::put);
        JSON.writeValue(output, answer);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
