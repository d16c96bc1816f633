package rekey.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** AWS JSON 1.1: {@code X-Amz-Target} says service and operation. Errors have their type in body and header. */
final class AwsJsonProtocol implements AwsProtocol<ObjectNode> {
    private static final String TARGET = "X-Amz-Target";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final AwsOperations<ObjectNode> operations = new AwsOperations<>();

    AwsJsonProtocol(List<? extends AwsJsonService> services) {
        services.forEach(service -> operations.add(service.targetPrefix(), service.operations()));
    }

    @Override
    public boolean isSpokenIn(Headers request) {
        return request.containsKey(TARGET);
    }

    @Override
    public AwsCall read(Headers request, byte[] body) throws IOException {
        String target = request.getFirst(TARGET);
        return new AwsCall(target, target.substring(target.indexOf('.') + 1), input(body));
    }

    @Override
    public AwsOperations<ObjectNode> operations() {
        return operations;
    }

    @Override
    public AwsReply reply(AwsCall call, ObjectNode answer, String requestId) throws IOException {
        return new AwsReply(200, Map.of("Content-Type", CONTENT_TYPE), AwsJson.MAPPER.writeValueAsString(answer));
    }

    @Override
    public AwsReply refusal(AwsError error, String requestId) throws IOException {
        ObjectNode body = AwsJson.object().put("__type", error.type());
        if (error.getMessage() != null) {
            body.put("message", error.getMessage());
        }
        return new AwsReply(
                error.httpStatus(),
                Map.of("Content-Type", CONTENT_TYPE, "x-amzn-ErrorType", error.type()),
                AwsJson.MAPPER.writeValueAsString(body));
    }

    private static ObjectNode input(byte[] body) throws IOException {
        if (body.length == 0) {
            return AwsJson.object();
        }
        try {
            JsonNode input = AwsJson.MAPPER.readTree(body);
            if (input instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Its message may quote the body, so only the place is passed on.
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw AwsError.refused("SerializationException", "The body is not JSON: unexpected input at byte " + at);
        }
        throw AwsError.refused("SerializationException", "The body is not a JSON object");
    }
}
