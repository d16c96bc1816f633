package rekey.sandbox.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/**
 * What a sender sends, checked as far as that can be done without knowing the queue.
 *
 * @param attributes the sender's own
 * @param systemAttributes {@code AWSTraceHeader} or none
 * @param group {@code MessageGroupId}, by which a standard queue shares fairly; kept, and nothing comes of it
 * @param delay empty for the queue's
 */
record OutgoingMessage(
        String body,
        MessageAttributes attributes,
        MessageAttributes systemAttributes,
        Optional<String> group,
        Optional<Duration> delay) {
    private static final String TRACE = "AWSTraceHeader";
    private static final TextRule GROUP = TextRule.length(1, 128);

    OutgoingMessage {
        if (body.isEmpty()) {
            throw Refusals.missing("MessageBody");
        }
        if (!MessageText.isAllowed(body)) {
            throw Refusals.characters();
        }
        if (!Set.of(TRACE).containsAll(systemAttributes.byName().keySet())) {
            throw Refusals.parameter("MessageSystemAttributes", "The only one is " + TRACE + ".");
        }
    }

    static OutgoingMessage of(String body) {
        return new OutgoingMessage(
                body, MessageAttributes.NONE, MessageAttributes.NONE, Optional.empty(), Optional.empty());
    }

    /**
     * Reads a request, or an entry of a batch.
     *
     * @throws AwsError when it breaks a rule
     */
    static OutgoingMessage read(AwsInput input) {
        if (input.has("MessageDeduplicationId")) {
            throw Refusals.parameter("MessageDeduplicationId", "It is for FIFO queues, and this is none.");
        }
        return new OutgoingMessage(
                Parameters.required(input, "MessageBody"),
                MessageAttributes.read(input, "MessageAttributes"),
                MessageAttributes.read(input, "MessageSystemAttributes"),
                input.optionalText("MessageGroupId", GROUP),
                Parameters.seconds(input, "DelaySeconds", NumberSetting.DELAY.longest()));
    }

    /** The same message as it is sent once more, for which its sender's delay does not hold. */
    OutgoingMessage onceMore() {
        return new OutgoingMessage(body, attributes, systemAttributes, group, Optional.empty());
    }

    /** What counts towards the largest size: system attributes do not. */
    int bytes() {
        return MessageText.bytes(body) + attributes.bytes();
    }

    /** Those of the attributes that SQS shows which come from the sender. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        systemAttributes.byName().forEach((name, attribute) -> shown.put(name, attribute.value()));
        group.ifPresent(id -> shown.put("MessageGroupId", id));
        return shown;
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + bytes() + " bytes]";
    }
}
