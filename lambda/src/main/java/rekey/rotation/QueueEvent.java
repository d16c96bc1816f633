package rekey.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import rekey.failure.BadRequest;

/**
 * A batch of messages from a queue, <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">as Lambda hands it
 * over</a>, and the answer by which SQS <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">keeps</a> those that failed.
 */
record QueueEvent(List<QueueMessage> messages) {
    private static final Pattern QUEUE = Pattern.compile("arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]+:([A-Za-z0-9_-]{1,80})");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    static boolean is(JsonNode event) {
        return event.has("Records");
    }

    /**
     * @throws BadRequest when it is no such event: all of its messages then stay in the queue
     */
    static QueueEvent read(JsonNode event) {
        if (!event.path("Records").isArray()) {
            throw unreadable();
        }
        List<QueueMessage> messages = new ArrayList<>();
        event.get("Records").forEach(message -> messages.add(message(message)));
        return new QueueEvent(List.copyOf(messages));
    }

    private static QueueMessage message(JsonNode message) {
        var queue = QUEUE.matcher(message.path("eventSourceARN").asText());
        String id = message.path("messageId").asText();
        if (!queue.matches()
                || !ID.matcher(id).matches()
                || !message.path("body").isTextual()) {
            throw unreadable();
        }
        return new QueueMessage(id, queue.group(1), message.get("body").textValue());
    }

    /** @param failed the messages' ids; the others are deleted from the queue */
    static ObjectNode answer(Collection<String> failed) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        failed.forEach(id -> failures.addObject().put("itemIdentifier", id));
        return answer;
    }

    private static BadRequest unreadable() {
        return new BadRequest("An event of a queue has \"Records\", each with messageId, eventSourceARN and body.");
    }
}
