package rekey.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.failure.MessageRefused;
import rekey.rotation.AmazonMessage.Expiry;
import rekey.rotation.AmazonMessage.NewSecret;

/**
 * Reads Amazon's messages: lenient with all that is around, strict with what counts.
 *
 * <p>SNS may be wrapped around it; fields in any case, unknown ones, and any {@code payloadVersion} are let be; the payload
 * may be flattened. A client identifier, a secret that is one, and when it expires there must be, and each field once.
 * Nothing of the text gets into a failure: the parser's exceptions quote it, and are dropped. Thread-safe.
 */
final class MessageReader {
    private static final String NEW_SECRET = "APPLICATION_OAUTH_CLIENT_NEW_SECRET";
    private static final String EXPIRY = "APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY";

    /** What the pending secret's parameter takes, which is of the Standard tier. */
    private static final int LONGEST_SECRET = 4 * 1024;

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private MessageReader() {}

    /** @throws MessageRefused when it is no message of Amazon's about a client secret, or lacks something */
    static AmazonMessage read(String body) {
        JsonNode message = unwrapped(object(body));
        String type = field(message, "notificationType").asText();
        return switch (type) {
            case EXPIRY -> expiry(message, payload(message, "applicationOAuthClientSecretExpiry"));
            case NEW_SECRET -> newSecret(message, payload(message, "applicationOAuthClientNewSecret"));
            default ->
                throw new MessageRefused("Its notificationType is neither %s nor %s.".formatted(NEW_SECRET, EXPIRY));
        };
    }

    private static Expiry expiry(JsonNode message, JsonNode payload) {
        return new Expiry(clientIdentifier(payload), time(payload, "clientSecretExpiryTime"), sent(message));
    }

    private static NewSecret newSecret(JsonNode message, JsonNode payload) {
        String secret = text(payload, "newClientSecret");
        if (Placeholder.is(secret) || secret.getBytes(UTF_8).length > LONGEST_SECRET) {
            throw new MessageRefused("Its newClientSecret is no client secret.");
        }
        return new NewSecret(
                clientIdentifier(payload),
                Secret.of(secret),
                time(payload, "newClientSecretExpiryTime"),
                optionalTime(payload, "oldClientSecretExpiryTime"),
                sent(message));
    }

    private static Secret clientIdentifier(JsonNode payload) {
        return Secret.of(text(payload, "clientId"));
    }

    /** Only for telling which of two messages is newer, so a message without it is no worse. */
    private static Optional<Instant> sent(JsonNode message) {
        return optionalTime(message, "eventTime");
    }

    private static JsonNode unwrapped(JsonNode message) {
        boolean ofSns = field(message, "notificationType").isMissingNode()
                && field(message, "Message").isTextual();
        return ofSns ? object(field(message, "Message").textValue()) : message;
    }

    private static JsonNode payload(JsonNode message, String key) {
        JsonNode payload = field(message, "payload");
        JsonNode nested = field(payload, key);
        if (nested.isObject()) {
            return nested;
        }
        return payload.isObject() ? payload : message;
    }

    private static JsonNode object(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Not chained: it quotes what it could not read.
            throw new MessageRefused("It is not one JSON text with each field once.");
        }
        if (!json.isObject()) {
            throw new MessageRefused("It is not a JSON object.");
        }
        return json;
    }

    /** By its name in any case: notifications of other types have had {@code NotificationType} and {@code Payload}. */
    private static JsonNode field(JsonNode object, String name) {
        if (object.has(name)) {
            return object.get(name);
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return object.path(name);
    }

    private static String text(JsonNode object, String name) {
        JsonNode field = field(object, name);
        if (!field.isTextual() || field.textValue().isBlank()) {
            throw new MessageRefused("It has no %s, or a blank one.".formatted(name));
        }
        return field.textValue().strip();
    }

    private static Instant time(JsonNode object, String name) {
        return optionalTime(object, name)
                .orElseThrow(() -> new MessageRefused(
                        "It has no %s, or one that is no time such as 2026-11-23T15:04:05Z.".formatted(name)));
    }

    private static Optional<Instant> optionalTime(JsonNode object, String name) {
        JsonNode field = field(object, name);
        try {
            // Times without bounds would make every later secret seem old, for ever.
            return Optional.of(field)
                    .filter(JsonNode::isTextual)
                    .map(text -> Instant.parse(text.textValue().strip()))
                    .filter(time -> time.isAfter(EARLIEST) && time.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
