package rekey.sandbox.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message that is published (<a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>): a text of
 * 256 KiB at most with its attributes, for all or with texts of their own for some channels.
 *
 * @param subject 1 to 99 ASCII characters that start with a letter, a digit or a punctuation mark
 * @param text what all get for whom there is none in {@code texts}
 * @param bytes what counts for the limit: the message and its attributes
 */
record Notification(
        Optional<String> subject, String text, Map<Channel, String> texts, MessageAttributes attributes, int bytes) {
    static final int LARGEST = 256 * 1_024;

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,98}");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Notification {
        texts = Map.copyOf(texts);
    }

    /**
     * @param structure {@code json} when the message is an object with a text for each channel; {@code default} must be there
     * @throws rekey.sandbox.aws.AwsError {@code InvalidParameter}; the message quotes nothing of it
     */
    static Notification of(
            Optional<String> subject, String message, Optional<String> structure, MessageAttributes attributes) {
        int bytes = size(message) + attributes.bytes();
        if (message.isEmpty()) {
            throw Refusals.invalidParameter("Empty message");
        }
        if (bytes > LARGEST) {
            throw Refusals.invalidParameter("Message too long");
        }
        if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
            throw Refusals.invalidParameter("Subject");
        }
        if (structure.isEmpty()) {
            return new Notification(subject, message, Map.of(), attributes, bytes);
        }
        if (!structure.get().equals("json")) {
            throw Refusals.invalidParameter("MessageStructure");
        }
        JsonNode each = read(message);
        if (!each.path("default").isTextual()) {
            throw Refusals.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        Map<Channel, String> texts = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            // What is not a text is ignored, as SNS does.
            Optional.ofNullable(each.path(channel.protocol()).textValue()).ifPresent(text -> texts.put(channel, text));
        }
        return new Notification(subject, each.path("default").textValue(), texts, attributes, bytes);
    }

    String textFor(Channel channel) {
        return texts.getOrDefault(channel, text);
    }

    /** In bytes. */
    static int size(String message) {
        return message.getBytes(UTF_8).length;
    }

    private static JsonNode read(String message) {
        try {
            JsonNode each = JSON.readTree(message);
            if (each.isObject()) {
                return each;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
        }
        throw Refusals.invalidParameter("Message Structure - JSON message body failed to parse");
    }

    /** Without the texts, which may be confidential. */
    @Override
    public String toString() {
        return "Notification[" + bytes + " bytes]";
    }
}
