package rekey.sandbox.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of a queue that are numbers: seconds, and bytes for the size. */
enum NumberSetting {
    VISIBILITY("VisibilityTimeout", 0, 43_200, 30),
    RETENTION("MessageRetentionPeriod", 60, 1_209_600, 345_600),
    DELAY("DelaySeconds", 0, 900, 0),
    WAIT("ReceiveMessageWaitTimeSeconds", 0, 20, 0),
    SIZE("MaximumMessageSize", 1_024, 1_048_576, 1_048_576),
    KEY_REUSE("KmsDataKeyReusePeriodSeconds", 60, 86_400, 300);

    private static final int MOST_DIGITS = 9;

    final String attribute;
    final int min;
    final int max;
    final int absent;

    NumberSetting(String attribute, int min, int max, int absent) {
        this.attribute = attribute;
        this.min = min;
        this.max = max;
        this.absent = absent;
    }

    static Optional<NumberSetting> of(String attribute) {
        return Stream.of(values())
                .filter(setting -> setting.attribute.equals(attribute))
                .findFirst();
    }

    /** The value as SQS shows it: without leading zeros. */
    String checked(String value) {
        if (value.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return Integer.toString(number);
            }
        }
        throw Refusals.attributeValue(attribute, "It is a whole number from " + min + " to " + max + ".");
    }

    int in(Map<String, String> attributes) {
        String value = attributes.get(attribute);
        return value == null ? absent : Integer.parseInt(value);
    }

    Duration secondsIn(Map<String, String> attributes) {
        return Duration.ofSeconds(in(attributes));
    }

    Duration longest() {
        return Duration.ofSeconds(max);
    }
}
