package rekey.sandbox.sns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a subscriber is reached. The wire calls it the protocol, in small letters. */
enum Channel {
    /** Must be confirmed by whoever reads the mail. */
    EMAIL("Email address", "[^\\s@\\p{Cntrl}]{1,64}@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)+"),

    /** A number in E.164, which is subscribed at once. */
    SMS("Invalid SMS endpoint: it must be a plus sign and 2 to 15 digits, as E.164 says", "\\+[1-9]\\d{1,14}");

    private static final int LONGEST_ENDPOINT = 320;

    /** Those of SNS that are not here. */
    private static final List<String> OTHERS =
            List.of("http", "https", "email-json", "sqs", "application", "lambda", "firehose");

    private final String refusal;
    private final Pattern endpoint;

    Channel(String refusal, String endpoint) {
        this.refusal = refusal;
        this.endpoint = Pattern.compile(endpoint);
    }

    /** @throws rekey.sandbox.aws.AwsError {@code InvalidParameter} when it is neither email nor sms */
    static Channel of(String protocol) {
        return Arrays.stream(values())
                .filter(channel -> channel.protocol().equals(protocol))
                .findFirst()
                .orElseThrow(() -> Refusals.invalidParameter(
                        OTHERS.contains(protocol)
                                ? "Protocol Reason: The Rekey sandbox subscribes by email and sms, not by " + protocol
                                : "Amazon SNS does not support this protocol string: " + protocol));
    }

    String protocol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the receiver must agree first. */
    boolean mustBeConfirmed() {
        return this == EMAIL;
    }

    /** Returns the address or number; the refusal does not quote it. */
    String checked(String address) {
        if (address.length() > LONGEST_ENDPOINT || !endpoint.matcher(address).matches()) {
            throw Refusals.invalidParameter(refusal);
        }
        return address;
    }
}
