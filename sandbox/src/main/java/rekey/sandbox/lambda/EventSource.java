package rekey.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.aws.AwsError;

/**
 * That a function gets the messages of a queue, as a template says it in an
 * <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">event
 * source mapping</a>.
 *
 * @param batchSize how many messages an invocation gets at most; 10 when nothing is said
 * @param window how long messages are gathered before an invocation that they do not fill
 * @param reportsFailures whether the function's answer names the messages that are to stay in the queue
 */
record EventSource(
        String queueArn,
        FunctionName function,
        int batchSize,
        Duration window,
        boolean reportsFailures,
        boolean enabled) {
    private static final Set<String> KNOWN = Set.of(
            "EventSourceArn",
            "FunctionName",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "Enabled",
            "ScalingConfig",
            "Tags");

    EventSource {
        require(queueArn.startsWith("arn:aws:sqs:"), "The Rekey sandbox reads from SQS queues, not from " + queueArn);
        require(batchSize >= 1 && batchSize <= 10_000, "BatchSize: 1 to 10000");
        require(window.toSeconds() >= 0 && window.toSeconds() <= 300, "MaximumBatchingWindowInSeconds: 0 to 300");
        require(
                batchSize <= 10 || !window.isZero(),
                "MaximumBatchingWindowInSeconds must be greater than 0 when BatchSize is greater than 10");
    }

    /** @throws AwsError for a property that the sandbox does not know, and for what breaks Lambda's rules */
    static EventSource of(JsonNode properties) {
        properties.fieldNames().forEachRemaining(property -> {
            require(
                    KNOWN.contains(property),
                    "The Rekey sandbox does not know an event source mapping's " + property + ". It knows "
                            + String.join(", ", new TreeSet<>(KNOWN)) + ".");
        });
        boolean reports = false;
        for (JsonNode type : properties.path("FunctionResponseTypes")) {
            require(type.asText().equals("ReportBatchItemFailures"), "FunctionResponseTypes: ReportBatchItemFailures");
            reports = true;
        }
        return new EventSource(
                properties.path("EventSourceArn").asText(),
                FunctionName.of(properties.path("FunctionName").asText()),
                properties.path("BatchSize").asInt(10),
                Duration.ofSeconds(
                        properties.path("MaximumBatchingWindowInSeconds").asLong(0)),
                reports,
                properties.path("Enabled").asBoolean(true));
    }

    /** Which region the queue is in. */
    String region() {
        return queueArn.split(":", -1)[3];
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw AwsError.refused("InvalidParameterValueException", rule);
        }
    }
}
