package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/**
 * Up to 10 messages in one call. What is wrong with one of them is said of that one, and the others go through; what is wrong
 * with the batch, or what the caller may not, refuses them all.
 */
final class BatchOperations {
    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Sqs sqs;

    BatchOperations(Sqs sqs) {
        this.sqs = sqs;
    }

    ObjectNode send(AwsRequest request) {
        QueueArn arn = QueueArn.addressed(request);
        List<AwsInput> entries = entries(request);
        int bytes = entries.stream().mapToInt(BatchOperations::bytes).sum();
        if (bytes > NumberSetting.SIZE.max) {
            throw Refusals.batch(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + NumberSetting.SIZE.max + " bytes. You have sent " + bytes
                            + " bytes.");
        }
        Queue queue = sqs.access.queue(request.caller(), "SendMessage", arn);
        Optional<Envelope> envelope = sqs.seal(request.caller(), queue);
        String sender = SenderId.of(request.caller().principal());
        return each(
                entries, entry -> MessageOperations.sent(queue.send(OutgoingMessage.read(entry), sender, envelope)));
    }

    ObjectNode delete(AwsRequest request) {
        QueueArn arn = QueueArn.addressed(request);
        List<AwsInput> entries = entries(request);
        Queue queue = sqs.access.queue(request.caller(), "DeleteMessage", arn);
        return each(entries, entry -> {
            MessageOperations.delete(queue, entry);
            return AwsJson.object();
        });
    }

    ObjectNode hide(AwsRequest request) {
        QueueArn arn = QueueArn.addressed(request);
        List<AwsInput> entries = entries(request);
        Queue queue = sqs.access.queue(request.caller(), "ChangeMessageVisibility", arn);
        return each(entries, entry -> {
            MessageOperations.hide(queue, entry);
            return AwsJson.object();
        });
    }

    private static List<AwsInput> entries(AwsRequest request) {
        List<AwsInput> entries = request.members().structures("Entries", 0, Integer.MAX_VALUE);
        if (entries.isEmpty()) {
            throw Refusals.batch(
                    "EmptyBatchRequest",
                    "There should be at least one " + request.operation() + "RequestEntry in the request.");
        }
        if (entries.size() > MOST) {
            throw Refusals.batch(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + MOST + ". You have sent " + entries.size() + ".");
        }
        Set<String> ids = new HashSet<>();
        for (AwsInput entry : entries) {
            String id = id(entry);
            if (!ID.matcher(id).matches()) {
                throw Refusals.batch(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                                + " most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw Refusals.batch("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
        return entries;
    }

    private static ObjectNode each(List<AwsInput> entries, Function<AwsInput, ObjectNode> action) {
        ObjectNode answer = AwsJson.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (AwsInput entry : entries) {
            try {
                successful.add(action.apply(entry).put("Id", id(entry)));
            } catch (AwsError e) {
                failed.addObject()
                        .put("Id", id(entry))
                        .put("SenderFault", e.blamed().equals("Sender"))
                        .put("Code", e.queryCode().orElse(e.type()))
                        .put("Message", e.getMessage());
            }
        }
        return answer;
    }

    /** What an entry counts, as far as it can be read: what is wrong with it is said later. */
    private static int bytes(AwsInput entry) {
        try {
            return OutgoingMessage.read(entry).bytes();
        } catch (AwsError e) {
            return 0;
        }
    }

    private static String id(AwsInput entry) {
        return entry.optionalText("Id", TextRule.ANY).orElse("");
    }
}
