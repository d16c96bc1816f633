package rekey.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS JSON 1.1 and 1.0: {@code X-Amz-Target} says service and operation. Answers are of the version that the request has.
 * Errors have their type in body and header.
 */
final class AwsJsonProtocol implements AwsProtocol<ObjectNode> {
    private static final String TARGET = "X-Amz-Target";
    private static final String JSON_1_1 = "application/x-amz-json-1.1";
    private static final String JSON_1_0 = "application/x-amz-json-1.0";

    private final Map<String, String> errorNamespaces = new TreeMap<>();
    private final AwsOperations<ObjectNode> operations = new AwsOperations<>();

    AwsJsonProtocol(List<? extends AwsJsonService> services) {
        services.forEach(service -> {
            operations.add(service.targetPrefix(), service.operations());
            errorNamespaces.put(service.targetPrefix(), service.errorNamespace());
        });
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
    public AwsReply reply(Headers request, AwsCall call, ObjectNode answer, String requestId) throws IOException {
        return new AwsReply(
                200, Map.of("Content-Type", contentType(request)), AwsJson.MAPPER.writeValueAsString(answer));
    }

    @Override
    public AwsReply refusal(Headers request, AwsError error, String requestId) throws IOException {
        ObjectNode body = AwsJson.object()
                .put(
                        "__type",
                        error.queryCode().map(code -> errorNamespace(request)).orElse("") + error.type());
        if (error.getMessage() != null) {
            body.put("message", error.getMessage());
        }
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", contentType(request));
        headers.put("x-amzn-ErrorType", error.type());
        error.queryCode().ifPresent(code -> headers.put("x-amzn-query-error", code + ";" + error.blamed()));
        return new AwsReply(error.httpStatus(), headers, AwsJson.MAPPER.writeValueAsString(body));
    }

    private static String contentType(Headers request) {
        String type = request.getFirst("Content-Type");
        return type != null && type.startsWith(JSON_1_0) ? JSON_1_0 : JSON_1_1;
    }

    private String errorNamespace(Headers request) {
        String target = request.getFirst(TARGET);
        int dot = target == null ? -1 : target.indexOf('.');
        return dot < 0 ? "" : errorNamespaces.getOrDefault(target.substring(0, dot), "");
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
