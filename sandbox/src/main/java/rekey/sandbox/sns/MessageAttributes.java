package rekey.sandbox.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/**
 * What a message's <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">attributes</a> change: any
 * are taken; those that SNS reserves for short messages are checked, and the sender's id is shown. The others reach nobody
 * by email or SMS.
 *
 * @param senderId 1 to 11 letters and digits, a letter among them
 * @param bytes of all names, types and values
 */
record MessageAttributes(Optional<String> senderId, int bytes) {
    static final MessageAttributes NONE = new MessageAttributes(Optional.empty(), 0);

    private static final Pattern NAME = Pattern.compile("(?!.*\\.\\.)(?!\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
    private static final Pattern TYPE = Pattern.compile("(String|String\\.Array|Number|Binary)(\\..{1,256})?");
    private static final Pattern SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");
    private static final Pattern SMS_TYPE = Pattern.compile("Promotional|Transactional");

    static MessageAttributes of(AwsInput input) {
        int bytes = 0;
        Optional<String> senderId = Optional.empty();
        for (Map.Entry<String, AwsInput> attribute :
                input.structureMap("MessageAttributes").entrySet()) {
            String name = attribute.getKey();
            String type =
                    attribute.getValue().optionalText("DataType", TextRule.ANY).orElse("");
            String value = attribute
                    .getValue()
                    .optionalText(type.startsWith("Binary") ? "BinaryValue" : "StringValue", TextRule.ANY)
                    .orElse("");
            check(
                    NAME,
                    name,
                    "The name of a message attribute has 1 to 256 letters, digits, _, - and ., and no . first,"
                            + " last or after another.");
            check(TYPE, type, "The type of the message attribute '" + name + "' starts with Binary, Number or String.");
            if (value.isEmpty()) {
                throw refused(
                        "The message attribute '" + name + "' must have a value of its type, which is not empty.");
            }
            switch (name) {
                case "AWS.SNS.SMS.SenderID" -> {
                    check(SENDER, value, name + " has 1 to 11 letters and digits, a letter among them.");
                    senderId = Optional.of(value);
                }
                case "AWS.SNS.SMS.SMSType" -> check(SMS_TYPE, value, name + " is Promotional or Transactional.");
                default -> {}
            }
            bytes += (name + type + value).getBytes(UTF_8).length;
        }
        return new MessageAttributes(senderId, bytes);
    }

    private static void check(Pattern rule, String text, String sentence) {
        if (!rule.matcher(text).matches()) {
            throw refused(sentence);
        }
    }

    private static AwsError refused(String sentence) {
        return AwsError.refused("ParameterValueInvalid", sentence);
    }
}
