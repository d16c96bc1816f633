package rekey.sandbox.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/**
 * <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>: at most 10
 * entries, of 256 KiB together. An entry that is wrong fails alone. Only AWS itself may be a source that begins with
 * {@code aws.}.
 */
final class PutEvents {
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final int TIME_BYTES = 14;

    private final EventBridge events;

    PutEvents(EventBridge events) {
        this.events = events;
    }

    ObjectNode answer(AwsRequest request) {
        events.iam().check(request.caller(), "events:PutEvents", BusName.arn(request.region()));
        List<AwsInput> entries = request.members().structures("Entries", 1, MAX_ENTRIES);
        if (entries.isEmpty()) {
            throw AwsError.constraint("entries", "Member must not be null");
        }
        if (entries.stream().mapToLong(PutEvents::size).sum() > MAX_BYTES) {
            throw AwsError.invalid("Total size of the entries in the request is over the limit.");
        }
        entries.forEach(entry -> BusName.check(entry, request.region()));
        List<Optional<Instant>> times = new ArrayList<>();
        request.input().get("Entries").forEach(entry -> times.add(time(entry.path("Time"))));

        ObjectNode answer = AwsJson.object().put("FailedEntryCount", 0);
        int failed = 0;
        for (int i = 0; i < entries.size(); i++) {
            ObjectNode result = answer.withArray("/Entries").addObject();
            try {
                Instant now = events.clock().instant();
                Event event = Event.of(
                        event(entries.get(i), request.region()), times.get(i).orElse(now), now);
                events.accept(request.region(), event);
                result.put("EventId", event.id());
            } catch (AwsError wrong) {
                failed++;
                result.put("ErrorCode", wrong.type()).put("ErrorMessage", wrong.getMessage());
            }
        }
        return answer.put("FailedEntryCount", failed);
    }

    private static AwsEvent event(AwsInput entry, String region) {
        String source = required(entry, "Source");
        String detailType = required(entry, "DetailType");
        String detail = required(entry, "Detail");
        if (source.startsWith("aws.")) {
            throw AwsError.refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        try {
            if (AwsJson.read(detail) instanceof ObjectNode json) {
                return new AwsEvent(source, detailType, region, resources(entry), json);
            }
        } catch (JsonProcessingException e) {
            // Falls through: what is no JSON and what is no object are refused alike.
        }
        throw AwsError.refused("MalformedDetail", "Detail is malformed.");
    }

    private static List<String> resources(AwsInput entry) {
        return entry.optionalTexts("Resources", 0, Integer.MAX_VALUE, TextRule.length(0, 2048))
                .orElse(List.of());
    }

    private static String required(AwsInput entry, String member) {
        return entry.optionalText(member, TextRule.ANY)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> AwsError.refused(
                        "InvalidArgument",
                        "Parameter " + member + " is not valid. Reason: " + member + " is a required argument."));
    }

    /** Seconds since the epoch, as clients of AWS JSON 1.1 send them. */
    private static Optional<Instant> time(JsonNode time) {
        if (time.isMissingNode() || time.isNull()) {
            return Optional.empty();
        }
        if (!time.isNumber()) {
            throw AwsError.constraint("entries.member.time", "Member must be a number of seconds since the epoch");
        }
        BigDecimal seconds = time.decimalValue();
        return Optional.of(Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
    }

    /** As AWS <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">counts it</a>. */
    private static long size(AwsInput entry) {
        long texts = Stream.concat(
                        Stream.of("Source", "DetailType", "Detail")
                                .flatMap(member -> entry.optionalText(member, TextRule.ANY).stream()),
                        resources(entry).stream())
                .mapToLong(text -> text.getBytes(UTF_8).length)
                .sum();
        return texts + (entry.has("Time") ? TIME_BYTES : 0);
    }
}
