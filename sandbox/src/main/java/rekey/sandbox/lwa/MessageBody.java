package rekey.sandbox.lwa;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Writes notifications in the shape of Amazon's <a
 * href="https://github.com/amzn/selling-partner-api-samples/blob/main/use-cases/lwa-rotation/docs/DEPLOYMENT.md">examples</a>:
 * there is no schema of these two. Times have milliseconds and a {@code Z}.
 */
final class MessageBody {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final RegisteredApplication application;
    private final String subscription;
    private final Instant now;

    MessageBody(RegisteredApplication application, String subscription, Instant now) {
        this.application = application;
        this.subscription = subscription;
        this.now = now;
    }

    String expiry(Instant expires) {
        ObjectNode about = about().put("clientSecretExpiryTime", TIME.format(expires));
        about.put("clientSecretExpiryReason", "PERIODIC_ROTATION");
        return envelope(MessageType.EXPIRY, "applicationOAuthClientSecretExpiry", about);
    }

    String newSecret(String secret, Instant expires, Instant oldExpires) {
        ObjectNode about = about().put("newClientSecret", secret);
        about.put("newClientSecretExpiryTime", TIME.format(expires));
        about.put("oldClientSecretExpiryTime", TIME.format(oldExpires));
        return envelope(MessageType.NEW_SECRET, "applicationOAuthClientNewSecret", about);
    }

    private ObjectNode about() {
        return JsonNodeFactory.instance.objectNode().put("clientId", application.clientIdentifier());
    }

    private String envelope(MessageType type, String key, ObjectNode about) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("notificationVersion", "1.0").put("notificationType", type.amazonsName());
        json.put("payloadVersion", "2023-11-30").put("eventTime", TIME.format(now));
        json.putObject("payload").set(key, about);
        ObjectNode metadata = json.putObject("notificationMetadata");
        metadata.put("applicationId", application.applicationId()).put("subscriptionId", subscription);
        metadata.put("publishTime", TIME.format(now));
        metadata.put("notificationId", UUID.randomUUID().toString());
        return json.toString();
    }
}
