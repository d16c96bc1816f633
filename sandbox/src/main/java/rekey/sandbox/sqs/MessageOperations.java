package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** Messages one by one: sent, received, hidden and deleted. */
final class MessageOperations {
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Those that only FIFO queues have may be asked for, too. */
    private static final Set<String> SYSTEM_ATTRIBUTES = Set.of(
            "All",
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageDeduplicationId",
            "MessageGroupId",
            "AWSTraceHeader",
            "DeadLetterQueueSourceArn");

    private final Sqs sqs;

    MessageOperations(Sqs sqs) {
        this.sqs = sqs;
    }

    ObjectNode send(AwsRequest request) {
        QueueArn arn = QueueArn.addressed(request);
        OutgoingMessage message = OutgoingMessage.read(request.members());
        Queue queue = sqs.access.queue(request.caller(), "SendMessage", arn);
        return sent(sqs.send(request.caller(), queue, message));
    }

    ObjectNode receive(AwsRequest request) {
        QueueArn arn = QueueArn.addressed(request);
        AwsInput input = request.members();
        Set<String> system = Set.copyOf(systemAttributes(input));
        List<String> own = names(input, "MessageAttributeNames");
        int most = Parameters.integer(input, "MaxNumberOfMessages", 1, ReceiveOptions.MOST)
                .orElse(1);
        Queue queue = sqs.access.queue(request.caller(), "ReceiveMessage", arn);
        ReceiveOptions options = new ReceiveOptions(
                most,
                seconds(input, queue, "VisibilityTimeout", NumberSetting.VISIBILITY),
                seconds(input, queue, "WaitTimeSeconds", NumberSetting.WAIT));
        List<QueuedMessage> received = sqs.receive(request.caller(), queue, options);
        ObjectNode answer = AwsJson.object();
        if (!received.isEmpty()) {
            ArrayNode list = answer.putArray("Messages");
            received.forEach(message -> list.add(received(arn, message, system, own)));
        }
        return answer;
    }

    ObjectNode delete(AwsRequest request) {
        Queue queue = sqs.access.queue(request.caller(), "DeleteMessage", QueueArn.addressed(request));
        delete(queue, request.members());
        return AwsJson.object();
    }

    ObjectNode hide(AwsRequest request) {
        Queue queue = sqs.access.queue(request.caller(), "ChangeMessageVisibility", QueueArn.addressed(request));
        hide(queue, request.members());
        return AwsJson.object();
    }

    /** Deletes the message that a request, or an entry of a batch, names. */
    static void delete(Queue queue, AwsInput input) {
        queue.backlog.delete(ReceiptHandle.read(queue.arn, Parameters.required(input, "ReceiptHandle")));
    }

    /** Hides the message that a request, or an entry of a batch, names. */
    static void hide(Queue queue, AwsInput input) {
        ReceiptHandle handle = ReceiptHandle.read(queue.arn, Parameters.required(input, "ReceiptHandle"));
        Duration time = Parameters.seconds(input, "VisibilityTimeout", NumberSetting.VISIBILITY.longest())
                .orElseThrow(() -> Refusals.missing("VisibilityTimeout"));
        queue.backlog.hide(handle, time);
    }

    /** What a sender is told of a message; clients compare the checksums with their own. */
    static ObjectNode sent(QueuedMessage message) {
        ObjectNode answer = AwsJson.object()
                .put("MessageId", message.id())
                .put("MD5OfMessageBody", MessageText.md5(message.content().body()));
        putMd5(answer, "MD5OfMessageAttributes", message.content().attributes());
        putMd5(answer, "MD5OfMessageSystemAttributes", message.content().systemAttributes());
        return answer;
    }

    private static ObjectNode received(QueueArn queue, QueuedMessage message, Set<String> system, List<String> own) {
        ObjectNode answer = AwsJson.object()
                .put("MessageId", message.id())
                .put("ReceiptHandle", ReceiptHandle.of(queue, message).text())
                .put("MD5OfBody", MessageText.md5(message.content().body()))
                .put("Body", message.content().body());
        Map<String, String> shown = new TreeMap<>(message.systemAttributes());
        if (!system.contains("All")) {
            shown.keySet().retainAll(system);
        }
        if (!shown.isEmpty()) {
            ObjectNode attributes = answer.putObject("Attributes");
            shown.forEach(attributes::put);
        }
        MessageAttributes selected = message.content().attributes().selected(own);
        if (!selected.isEmpty()) {
            answer.set("MessageAttributes", selected.json());
        }
        putMd5(answer, "MD5OfMessageAttributes", selected);
        return answer;
    }

    private static void putMd5(ObjectNode answer, String member, MessageAttributes attributes) {
        if (!attributes.isEmpty()) {
            answer.put(member, attributes.md5());
        }
    }

    private static List<String> systemAttributes(AwsInput input) {
        List<String> asked = new ArrayList<>(names(input, "MessageSystemAttributeNames"));
        asked.addAll(names(input, "AttributeNames"));
        asked.forEach(name -> {
            if (!SYSTEM_ATTRIBUTES.contains(name)) {
                throw Refusals.unknownAttribute(name);
            }
        });
        return asked;
    }

    private static List<String> names(AwsInput input, String member) {
        return input.optionalTexts(member, 0, ANY_NUMBER, TextRule.ANY).orElse(List.of());
    }

    /** As the request says, or else as the queue is set. */
    private static Duration seconds(AwsInput input, Queue queue, String member, NumberSetting setting) {
        return Parameters.seconds(input, member, setting.longest())
                .orElse(queue.settings().seconds(setting));
    }
}
