package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * A typed value that a sender puts beside the body.
 *
 * @param type {@code String}, {@code Number} or {@code Binary}, with a label of the sender's after a dot if he likes
 * @param value in base64 when it is binary
 */
record MessageAttribute(String type, String value) {
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\.[A-Za-z0-9_.-]+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,38}(\\.[0-9]{1,38})?([eE][+-]?[0-9]{1,3})?");
    private static final int LONGEST_TYPE = 256;

    /** @throws AwsError {@code InvalidParameterValue}, which names the attribute and not its value */
    static MessageAttribute read(String name, AwsInput input) {
        String type = input.optionalText("DataType", TextRule.ANY).orElse("");
        if (!TYPE.matcher(type).matches() || type.length() > LONGEST_TYPE) {
            throw invalid(name, "Its type is String, Number or Binary, with a label after a dot if need be.");
        }
        if (input.has("StringListValues") || input.has("BinaryListValues")) {
            throw Refusals.unsupported("Message attribute list values in SendMessage operation are not supported.");
        }
        if (type.startsWith("Binary")) {
            if (!input.has("BinaryValue") || input.has("StringValue")) {
                throw invalid(name, "It must have a BinaryValue, as its type is Binary.");
            }
            byte[] bytes = input.blob("BinaryValue", 0, Integer.MAX_VALUE);
            return notEmpty(name, new MessageAttribute(type, Base64.getEncoder().encodeToString(bytes)));
        }
        if (input.has("BinaryValue")) {
            throw invalid(name, "It must have a StringValue, as its type is not Binary.");
        }
        String text = input.optionalText("StringValue", TextRule.ANY).orElse("");
        if (!MessageText.isAllowed(text)) {
            throw Refusals.characters();
        }
        if (type.startsWith("Number") && !NUMBER.matcher(text).matches()) {
            throw invalid(name, "Can't cast the value to a number.");
        }
        return notEmpty(name, new MessageAttribute(type, text));
    }

    boolean isBinary() {
        return type.startsWith("Binary");
    }

    byte[] bytes() {
        return isBinary() ? Base64.getDecoder().decode(value) : value.getBytes(UTF_8);
    }

    ObjectNode json() {
        return AwsJson.object().put("DataType", type).put(isBinary() ? "BinaryValue" : "StringValue", value);
    }

    private static MessageAttribute notEmpty(String name, MessageAttribute attribute) {
        if (attribute.value.isEmpty()) {
            throw invalid(name, "It must not be empty.");
        }
        return attribute;
    }

    private static AwsError invalid(String name, String rule) {
        return Refusals.parameter("MessageAttributes." + name, rule);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "MessageAttribute[" + type + "]";
    }
}
