package rekey.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import rekey.failure.BadRequest;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;

/**
 * The rotation function's entry point, {@code rekey.rotation.RotationHandler::handleRequest}.
 *
 * <p>Takes the events of two queues, which Amazon says in when the secret will expire and what the new one is, and answers
 * with the messages that failed and must come again; and an operator's {@linkplain RotationOrder orders}. Thread-safe.
 *
 * @see RotationSettings its environment variables
 */
public final class RotationHandler implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Deliveries deliveries;
    private final Orders orders;

    /** As Lambda starts it. */
    public RotationHandler() {
        this(FunctionEnvironment.ofProcess());
    }

    /** @throws rekey.failure.Misconfigured when an environment variable is missing or wrong */
    public RotationHandler(FunctionEnvironment environment) {
        Rotation rotation = Rotation.of(environment, RotationSettings.from(environment.variables()));
        deliveries = new Deliveries(rotation);
        orders = new Orders(rotation);
    }

    /**
     * @throws Failure when an order cannot be carried out, by its type for what must be done; or the event is none
     * @throws IOException when the runtime's own streams fail
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Journal journal = new Journal(context.getLogger());
        Deadline deadline = Deadline.of(context);
        try {
            JsonNode request = json(input.readAllBytes());
            JsonNode answer = QueueEvent.is(request)
                    ? QueueEvent.answer(deliveries.take(QueueEvent.read(request), deadline, journal))
                    : orders.carryOut(RotationOrder.read(request), deadline, journal);
            output.write(JSON.writeValueAsBytes(answer));
        } catch (Failure e) {
            journal.warn("rotation.failed", "failure", e.getClass().getSimpleName(), "problem", e.getMessage());
            throw e;
        }
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Not chained: it quotes what it could not read, which may be a secret.
            throw new BadRequest("The request is not one JSON text with each field once.");
        }
    }
}
