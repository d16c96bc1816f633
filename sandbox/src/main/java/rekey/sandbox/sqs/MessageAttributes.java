package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;

/**
 * The <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">attributes
 * that a sender gives a message</a>, at most 10, by name.
 */
record MessageAttributes(SortedMap<String, MessageAttribute> byName) {
    static final MessageAttributes NONE = new MessageAttributes(Collections.emptySortedMap());

    private static final int MOST = 10;
    private static final int LONGEST_NAME = 256;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    MessageAttributes {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** @throws AwsError {@code InvalidParameterValue} */
    static MessageAttributes read(AwsInput input, String member) {
        SortedMap<String, MessageAttribute> attributes = new TreeMap<>();
        input.structureMap(member)
                .forEach((name, value) -> attributes.put(checked(name), MessageAttribute.read(name, value)));
        if (attributes.size() > MOST) {
            throw Refusals.parameter(member, "A message has at most " + MOST + " attributes.");
        }
        return new MessageAttributes(attributes);
    }

    /** Those that a receiver asks for: by name, by {@code prefix.*}, or all by {@code All} or {@code .*}. */
    MessageAttributes selected(List<String> names) {
        SortedMap<String, MessageAttribute> selected = new TreeMap<>(byName);
        selected.keySet().removeIf(name -> names.stream().noneMatch(asked -> isAskedFor(name, asked)));
        return new MessageAttributes(selected);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** They count towards the size of the message. */
    int bytes() {
        return byName.entrySet().stream()
                .mapToInt(entry -> MessageText.bytes(entry.getKey())
                        + MessageText.bytes(entry.getValue().type())
                        + entry.getValue().bytes().length)
                .sum();
    }

    /** The checksum over all of them, which clients compute anew. */
    String md5() {
        MessageDigest digest = MessageText.md5();
        byName.forEach((name, attribute) -> {
            update(digest, name.getBytes(UTF_8));
            update(digest, attribute.type().getBytes(UTF_8));
            digest.update(attribute.isBinary() ? BINARY : TEXT);
            update(digest, attribute.bytes());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    ObjectNode json() {
        ObjectNode json = AwsJson.object();
        byName.forEach((name, attribute) -> json.set(name, attribute.json()));
        return json;
    }

    private static boolean isAskedFor(String name, String asked) {
        return asked.equals("All")
                || asked.equals(name)
                || (asked.endsWith(".*") && name.startsWith(asked.substring(0, asked.length() - 2)));
    }

    private static String checked(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || name.length() > LONGEST_NAME
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")) {
            throw Refusals.parameter(
                    "MessageAttributes",
                    "A name has 1 to " + LONGEST_NAME + " letters, digits, _, - and single dots between them, and does"
                            + " not start with AWS. or Amazon.");
        }
        return name;
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
