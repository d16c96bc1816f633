package rekey.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Numbers for CloudWatch, logged as one line of its
 * <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>, which makes metrics of them without a call and without a right to make one. Their namespace is
 * {@value #NAMESPACE}; their only dimension, {@value #DIMENSION}, is the application. Thread-safe.
 */
public final class Metrics {
    public static final String NAMESPACE = "Rekey";
    public static final String DIMENSION = "Application";

    private final LambdaLogger logger;

    public Metrics(LambdaLogger logger) {
        this.logger = logger;
    }

    /**
     * Writes nothing when there is no number.
     *
     * @param values the numbers by the metrics' names
     */
    public void write(Instant at, String application, SortedMap<String, Long> values) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode about = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
        ObjectNode directive = about.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(DIMENSION);
        ArrayNode metrics = directive.putArray("Metrics");
        line.put(DIMENSION, application);
        values.forEach((name, value) -> {
            metrics.addObject().put("Name", name);
            line.put(name, value);
        });
        logger.log(line + "\n");
    }
}
