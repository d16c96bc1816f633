package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;

/**
 * The metrics in a line of a log that is in the <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>.
 *
 * <p>A line claims to be by a member {@code _aws} at its root. It is then taken as a whole or not at all: reading it fails
 * with what is wrong. Units are checked and not kept. Members that the format does not know are ignored, as it says.
 *
 * @param time the line's own, which may be earlier or later than that at which it is written
 */
record EmbeddedMetrics(Instant time, List<Value> values) {
    /** A line that cannot be read, in the words of the metric that CloudWatch counts it by. */
    static final String NOT_PARSED = "EMFParsingErrors";
    /** A line that can be read, and breaks the format's rules. */
    static final String NOT_VALID = "EMFValidationErrors";

    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final int MOST_DIMENSIONS = 30;
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 1024;
    private static final Set<String> UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Kilobytes/Second",
            "Megabytes/Second",
            "Gigabytes/Second",
            "Terabytes/Second",
            "Bits/Second",
            "Kilobits/Second",
            "Megabits/Second",
            "Gigabits/Second",
            "Terabits/Second",
            "Count/Second",
            "None");

    /** One sample of one metric. */
    record Value(MetricKey metric, double number) {}

    /** Whether a line claims to hold metrics; what follows from a wrong claim is for {@link #read} to say. */
    static boolean claimedBy(String line, JsonNode json) {
        return json.isObject() ? json.has("_aws") : line.contains("\"_aws\"") && line.contains("CloudWatchMetrics");
    }

    /**
     * @param json of a line that claims to hold metrics, missing when it is none
     * @throws AwsError of the type {@link #NOT_PARSED} or {@link #NOT_VALID}; its message names members, and no values
     */
    static EmbeddedMetrics read(JsonNode json, Instant now) {
        if (!json.isObject()) {
            throw AwsError.refused(NOT_PARSED, "The line is not one JSON object and nothing else.");
        }
        JsonNode metadata = json.path("_aws");
        check(metadata.isObject(), "_aws must be an object.");
        JsonNode directives = metadata.path("CloudWatchMetrics");
        check(directives.isArray(), "_aws needs the array CloudWatchMetrics.");
        List<Value> values = new ArrayList<>();
        directives.forEach(directive -> values.addAll(values(directive, json)));
        return new EmbeddedMetrics(time(metadata.path("Timestamp"), now), List.copyOf(values));
    }

    private static Instant time(JsonNode timestamp, Instant now) {
        check(
                timestamp.isIntegralNumber() && timestamp.canConvertToLong(),
                "_aws needs a Timestamp, in milliseconds since 1970.");
        Instant time = Instant.ofEpochMilli(timestamp.longValue());
        check(
                !time.isBefore(now.minus(OLDEST)) && !time.isAfter(now.plus(NEWEST)),
                "Timestamp must be of the last two weeks or of the next two hours; the sandbox's clock shows " + now
                        + ".");
        return time;
    }

    private static List<Value> values(JsonNode directive, JsonNode root) {
        String namespace = name(directive.path("Namespace"), "Namespace");
        check(!namespace.startsWith("AWS/"), "Namespaces that begin with AWS/ are AWS's own.");
        JsonNode sets = directive.path("Dimensions");
        check(
                sets.isArray() && !sets.isEmpty(),
                "Dimensions must be an array of one set or more; the set [] is for a metric without dimensions.");
        JsonNode metrics = directive.path("Metrics");
        check(metrics.isArray() && metrics.size() <= MOST, "Metrics must be an array of up to 100 definitions.");
        List<Value> values = new ArrayList<>();
        for (JsonNode set : sets) {
            Map<String, String> dimensions = dimensions(set, root);
            for (JsonNode metric : metrics) {
                String name = defined(metric);
                numbers(name, root.path(name))
                        .forEach(number -> values.add(new Value(new MetricKey(namespace, name, dimensions), number)));
            }
        }
        return values;
    }

    private static Map<String, String> dimensions(JsonNode set, JsonNode root) {
        check(
                set.isArray() && set.size() <= MOST_DIMENSIONS,
                "Each of Dimensions must be an array of up to 30 names of members.");
        Map<String, String> dimensions = new TreeMap<>();
        for (JsonNode each : set) {
            String name = name(each, "A dimension");
            JsonNode value = root.path(name);
            check(
                    value.isTextual()
                            && !value.textValue().isBlank()
                            && value.textValue().length() <= LONGEST_VALUE,
                    "The dimension " + name + " must be a member at the root, a string of up to 1024 characters.");
            dimensions.put(name, value.textValue());
        }
        return dimensions;
    }

    /** The name in a definition of a metric, once the rest of it is known to be right. */
    private static String defined(JsonNode metric) {
        String name = name(metric.path("Name"), "A metric's Name");
        JsonNode unit = metric.path("Unit");
        check(
                unit.isMissingNode() || UNITS.contains(unit.asText()),
                "The metric " + name + " must have a Unit that CloudWatch knows, such as Count or Seconds, or none.");
        JsonNode resolution = metric.path("StorageResolution");
        check(
                resolution.isMissingNode() || resolution.asInt() == Metrics.MINUTE.toSeconds(),
                "The metric " + name + ": the Rekey sandbox keeps metrics in minutes, StorageResolution must be 60.");
        return name;
    }

    private static List<Double> numbers(String name, JsonNode target) {
        check(
                target.isNumber() || (target.isArray() && target.size() <= MOST),
                "The metric " + name + " must be a member at the root, a number or an array of up to 100 numbers.");
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : target.isArray() ? target : List.of(target)) {
            check(
                    number.isNumber() && Double.isFinite(number.doubleValue()),
                    "The metric " + name + " must be of numbers that a double can hold.");
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    private static String name(JsonNode text, String what) {
        check(
                text.isTextual()
                        && !text.textValue().isBlank()
                        && text.textValue().length() <= LONGEST_NAME,
                what + " must be a string of 1 to 255 characters.");
        return text.textValue();
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw AwsError.refused(NOT_VALID, rule);
        }
    }
}
