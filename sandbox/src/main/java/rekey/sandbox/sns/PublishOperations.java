package rekey.sandbox.sns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;
import rekey.sandbox.aws.TextRule;

/**
 * Publishing: one message to a topic or to a phone, up to ten to a topic. A {@code MessageGroupId} is for queues and does
 * nothing here; a {@code MessageDeduplicationId} is for FIFO topics and is refused.
 */
final class PublishOperations {
    private static final String ENTRIES = "PublishBatchRequestEntries";
    private static final int LARGEST_BATCH = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private record Entry(String id, AwsInput input) {}

    private record Published(String id, String messageId) {}

    private record Failed(String id, AwsError error) {}

    private final Sns sns;

    PublishOperations(Sns sns) {
        this.sns = sns;
    }

    Consumer<AwsXml> publish(AwsRequest request) {
        AwsInput input = request.members();
        List<String> to = List.of("TopicArn", "TargetArn", "PhoneNumber").stream()
                .filter(input::has)
                .toList();
        if (to.size() != 1) {
            throw Refusals.invalidParameter("TopicArn or TargetArn Reason: give one of TopicArn, TargetArn and"
                    + " PhoneNumber, not " + to.size());
        }
        String messageId;
        if (to.get(0).equals("PhoneNumber")) {
            String number = Channel.SMS.checked(Refusals.required(input, "PhoneNumber"));
            Notification notification = notification(input);
            if (notification.textFor(Channel.SMS).length() > ShortMessage.LONGEST) {
                throw Refusals.invalidParameter("Message too long");
            }
            messageId = sns.publishTo(number, request.caller(), notification);
        } else {
            TopicArn topic = TopicArn.of(request, to.get(0));
            messageId = sns.publish(request.caller(), topic, notification(input));
        }
        return result -> result.text("MessageId", messageId);
    }

    Consumer<AwsXml> publishBatch(AwsRequest request) {
        TopicArn topic = TopicArn.of(request);
        List<Entry> entries = entries(request);
        sns.access().check(request.caller(), "Publish", topic);
        // Without one, no entry is looked at.
        sns.in(topic.region()).topic(topic);
        List<Published> published = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                String messageId = sns.publish(request.caller(), topic, notification(entry.input()));
                published.add(new Published(entry.id(), messageId));
            } catch (AwsError error) {
                failed.add(new Failed(entry.id(), error));
            }
        }
        return result -> result.list(
                        "Successful",
                        published,
                        (member, one) -> member.text("Id", one.id()).text("MessageId", one.messageId()))
                .list(
                        "Failed",
                        failed,
                        (member, one) -> member.text("Id", one.id())
                                .text("Code", one.error().type())
                                .text("Message", one.error().getMessage())
                                .text("SenderFault", "true"));
    }

    private static List<Entry> entries(AwsRequest request) {
        // A form has an empty text for an empty list.
        List<AwsInput> given = request.input().path(ENTRIES).isArray()
                ? request.members().structures(ENTRIES, 0, Integer.MAX_VALUE)
                : List.of();
        if (given.isEmpty()) {
            throw AwsError.refused("EmptyBatchRequest", "The batch request has no entries.");
        }
        if (given.size() > LARGEST_BATCH) {
            throw AwsError.refused(
                    "TooManyEntriesInBatchRequest", "A batch request has at most " + LARGEST_BATCH + " entries.");
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int bytes = 0;
        for (AwsInput entry : given) {
            String id = Refusals.required(entry, "Id");
            if (!ENTRY_ID.matcher(id).matches()) {
                throw AwsError.refused(
                        "InvalidBatchEntryId", "The id of a batch entry has 1 to 80 letters, digits, _ and -.");
            }
            if (!ids.add(id)) {
                throw AwsError.refused("BatchEntryIdsNotDistinct", "Two batch entries have the id " + id + ".");
            }
            entries.add(new Entry(id, entry));
            bytes += entry.optionalText("Message", TextRule.ANY)
                    .map(Notification::size)
                    .orElse(0);
        }
        if (bytes > Notification.LARGEST) {
            throw AwsError.refused(
                    "BatchRequestTooLong", "The messages of a batch have at most " + Notification.LARGEST + " bytes.");
        }
        return entries;
    }

    private static Notification notification(AwsInput input) {
        if (input.has("MessageDeduplicationId")) {
            throw Refusals.invalidParameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        Optional<String> subject = input.optionalText("Subject", TextRule.ANY);
        return Notification.of(
                subject,
                input.optionalText("Message", TextRule.ANY).orElse(""),
                input.optionalText("MessageStructure", TextRule.ANY).filter(structure -> !structure.isEmpty()),
                MessageAttributes.of(input));
    }
}
