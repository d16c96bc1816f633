package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** Metrics, alarms and logs whose clock starts at half a minute, with a topic that keeps what is published. */
final class CloudWatch implements AutoCloseable {
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    static final String CLOSED_TOPIC = "arn:aws:sns:us-east-1:123456789012:closed";

    private static final ObjectMapper JSON = new ObjectMapper();

    record Published(Caller caller, String topicArn, Optional<String> subject, JsonNode message) {
        String summary() {
            return message.path("AlarmName").asText() + ": "
                    + message.path("OldStateValue").asText() + " -> "
                    + message.path("NewStateValue").asText();
        }
    }

    final SandboxClock clock = new SandboxClock(Instant.parse("2026-11-25T10:00:30Z"));
    final Metrics metrics = new Metrics(clock);
    final LogGroups logs = new LogGroups(clock, metrics, "us-east-1");
    final List<Published> published = new CopyOnWriteArrayList<>();
    final Alarms alarms = new Alarms(clock, metrics, "us-east-1", this::publish);

    private void publish(Caller caller, String topicArn, String subject, String message) {
        if (topicArn.equals(CLOSED_TOPIC)) {
            throw new AwsError(403, "AuthorizationError", "not you");
        }
        published.add(new Published(
                caller,
                topicArn,
                Optional.of(subject),
                json(json(message).get("default").asText())));
    }

    void minutes(long minutes) {
        clock.advance(Duration.ofMinutes(minutes));
    }

    List<String> summaries() {
        return published.stream().map(Published::summary).toList();
    }

    /** JSON that may be written with single quotes. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        clock.close();
    }
}
