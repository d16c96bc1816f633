package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Page;
import rekey.sandbox.aws.TextRule;

/** Queues: made, found, listed by 1,000, described, changed, tagged, emptied and deleted. */
final class QueueOperations {
    private static final int PAGE = 1_000;
    private static final int MOST_TAGS = 50;

    private final Sqs sqs;
    private final URI endpoint;

    QueueOperations(Sqs sqs, URI endpoint) {
        this.sqs = sqs;
        this.endpoint = endpoint;
    }

    ObjectNode create(AwsRequest request) {
        QueueArn arn = QueueArn.named(request);
        AwsInput input = request.members();
        Map<String, String> tags = checked(input.textMap("tags"));
        sqs.access.check(request.caller(), "CreateQueue", arn.toString());
        if (!tags.isEmpty()) {
            sqs.access.check(request.caller(), "TagQueue", arn.toString());
        }
        return url(sqs.queues.create(arn, input.textMap("Attributes"), tags));
    }

    ObjectNode find(AwsRequest request) {
        QueueArn arn = QueueArn.named(request);
        String owner = request.members()
                .optionalText("QueueOwnerAWSAccountId", TextRule.ANY)
                .orElse(AwsAccount.ID);
        Queue queue = sqs.access.queue(request.caller(), "GetQueueUrl", arn);
        if (!owner.equals(AwsAccount.ID)) {
            throw Refusals.noQueue();
        }
        return url(queue);
    }

    ObjectNode list(AwsRequest request) {
        sqs.access.check(request.caller(), "ListQueues", "*");
        String prefix =
                request.members().optionalText("QueueNamePrefix", TextRule.ANY).orElse("");
        return page(request.members(), "QueueUrls", sqs.queues.in(request.region(), prefix));
    }

    ObjectNode listSources(AwsRequest request) {
        Queue queue = opened(request, "ListDeadLetterSourceQueues");
        return page(request.members(), "queueUrls", sqs.queues.sourcesOf(queue.arn));
    }

    ObjectNode describe(AwsRequest request) {
        Queue queue = opened(request, "GetQueueAttributes");
        List<String> asked = request.members()
                .optionalTexts("AttributeNames", 0, Integer.MAX_VALUE, TextRule.ANY)
                .orElse(List.of());
        asked.forEach(QueueSettings::requireReadable);
        Map<String, String> shown = new TreeMap<>(queue.described());
        if (!asked.contains("All")) {
            shown.keySet().retainAll(asked);
        }
        ObjectNode answer = AwsJson.object();
        if (!shown.isEmpty()) {
            put(answer.putObject("Attributes"), shown);
        }
        return answer;
    }

    ObjectNode change(AwsRequest request) {
        Queue queue = opened(request, "SetQueueAttributes");
        if (!request.members().has("Attributes")) {
            throw Refusals.missing("Attributes");
        }
        sqs.queues.set(queue.arn, request.members().textMap("Attributes"));
        return AwsJson.object();
    }

    ObjectNode purge(AwsRequest request) {
        opened(request, "PurgeQueue").purge();
        return AwsJson.object();
    }

    ObjectNode delete(AwsRequest request) {
        sqs.queues.delete(opened(request, "DeleteQueue").arn);
        return AwsJson.object();
    }

    ObjectNode tag(AwsRequest request) {
        if (!request.members().has("Tags")) {
            throw Refusals.missing("Tags");
        }
        Map<String, String> added = request.members().textMap("Tags");
        opened(request, "TagQueue").tag(tags -> {
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(added);
            return checked(all);
        });
        return AwsJson.object();
    }

    ObjectNode untag(AwsRequest request) {
        List<String> keys = request.members().texts("TagKeys", 0, Integer.MAX_VALUE, TextRule.ANY);
        opened(request, "UntagQueue").tag(tags -> {
            Map<String, String> left = new TreeMap<>(tags);
            keys.forEach(left::remove);
            return left;
        });
        return AwsJson.object();
    }

    ObjectNode tags(AwsRequest request) {
        Map<String, String> tags = opened(request, "ListQueueTags").tags();
        ObjectNode answer = AwsJson.object();
        put(answer.putObject("Tags"), new TreeMap<>(tags));
        return answer;
    }

    private Queue opened(AwsRequest request, String action) {
        return sqs.access.queue(request.caller(), action, QueueArn.addressed(request));
    }

    private ObjectNode url(Queue queue) {
        return AwsJson.object().put("QueueUrl", queue.arn.url(endpoint));
    }

    private ObjectNode page(AwsInput input, String member, List<Queue> queues) {
        OptionalInt size = Parameters.integer(input, "MaxResults", 1, PAGE);
        Page<Queue> page = Page.of(
                queues,
                queue -> queue.arn.name(),
                size.orElse(PAGE),
                Page.after(input, Function.identity(), Refusals.parameter("NextToken", "It is none of a page here.")));
        ObjectNode answer = AwsJson.object();
        ArrayNode urls = answer.putArray(member);
        page.items().forEach(queue -> urls.add(queue.arn.url(endpoint)));
        // As with SQS, there is more to get only for who says how much he wants.
        page.nextToken().filter(token -> size.isPresent()).ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw Refusals.parameter("Tags", "A queue has at most " + MOST_TAGS + " tags.");
        }
        return tags;
    }

    private static void put(ObjectNode object, Map<String, String> texts) {
        texts.forEach(object::put);
    }
}
