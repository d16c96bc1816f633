package rekey.bench.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rekey.bench.http.HttpConnection.Message;

/**
 * Answers GetParameters and GetParameter for the application {@code bench}: its identifier, its secret, and a refresh
 * token for any seller. It knows no other parameter, and says so as Parameter Store does. Thread-safe.
 */
final class ParameterStore implements StandIn {
    static final String APPLICATION = "bench";
    static final String IDENTIFIER = "amzn1.application-oa2-client.00000000000000000000000000benchmk";
    static final String SECRET = "amzn1.oa2-cs.v1.not-a-secret-but-as-long-as-one-000000000000000000000000000000";
    static final String REFRESH_TOKEN = "Atzr|not-a-refresh-token-" + "0".repeat(300);

    private static final String ROOT = "/" + APPLICATION + "/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEW = 100;

    /** By the request's body: clients repeat themselves, and an answer must not cost the stand-in time. */
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    @Override
    public Reply reply(Message request) throws IOException {
        String operation = request.headers().getOrDefault("x-amz-target", "");
        String key = operation + " " + request.body();
        Reply known = replies.get(key);
        if (known != null) {
            return known;
        }
        JsonNode asked = JSON.readTree(request.body());
        Reply reply = switch (operation) {
            case "AmazonSSM.GetParameters" -> several(asked);
            case "AmazonSSM.GetParameter" -> one(asked);
            default -> refused("UnknownOperationException");
        };
        if (replies.size() < FEW) {
            replies.put(key, reply);
        }
        return reply;
    }

    private static Reply several(JsonNode asked) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : asked.path("Names")) {
            String value = value(name.asText());
            if (value == null) {
                invalid.add(name.asText());
            } else {
                found.add(parameter(name.asText(), value));
            }
        }
        return reply(200, answer);
    }

    private static Reply one(JsonNode asked) throws IOException {
        String name = asked.path("Name").asText();
        String value = value(name);
        return value == null
                ? refused("ParameterNotFound")
                : reply(200, JSON.createObjectNode().set("Parameter", parameter(name, value)));
    }

    private static ObjectNode parameter(String name, String value) {
        return JSON.createObjectNode()
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", value)
                .put("Version", 3)
                .put("LastModifiedDate", 1_764_000_000.123)
                .put("ARN", "arn:aws:ssm:us-east-1:123456789012:parameter" + name)
                .put("DataType", "text");
    }

    /** Null when there is no such parameter. */
    private static String value(String name) {
        return switch (name) {
            case ROOT + "lwa/clientidentifier" -> IDENTIFIER;
            case ROOT + "lwa/clientsecret" -> SECRET;
            default ->
                name.equals(ROOT + "refreshToken") || name.startsWith(ROOT + "refreshToken/") ? REFRESH_TOKEN : null;
        };
    }

    private static Reply refused(String type) throws IOException {
        return reply(400, JSON.createObjectNode().put("__type", type));
    }

    private static Reply reply(int status, JsonNode body) throws IOException {
        return new Reply(status, "application/x-amz-json-1.1", JSON.writeValueAsBytes(body));
    }
}
