package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What lines of a log add to a metric, as CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-metricfilter.html">resource</a>
 * describes it.
 *
 * @param value a number, or a selector of one in a line's JSON
 */
record MetricFilter(
        Optional<String> name,
        String logGroup,
        FilterPattern pattern,
        String namespace,
        String metric,
        OptionalDouble value,
        Optional<Selector> selected) {
    static MetricFilter of(JsonNode resource) {
        Properties filter = new Properties("The metric filter", resource)
                .knowing(Set.of("FilterName", "FilterPattern", "LogGroupName", "MetricTransformations"));
        List<Properties> transformations = filter.objects("MetricTransformations");
        if (transformations.size() != 1) {
            throw Properties.refused(
                    "A metric filter has one metric transformation, not " + transformations.size() + ".");
        }
        Properties metric = transformations.get(0).knowing(Set.of("MetricName", "MetricNamespace", "MetricValue"));
        boolean selects = metric.text("MetricValue").startsWith("$");
        return new MetricFilter(
                filter.optionalText("FilterName"),
                filter.text("LogGroupName"),
                FilterPattern.read(filter.text("FilterPattern")),
                metric.text("MetricNamespace"),
                metric.text("MetricName"),
                selects ? OptionalDouble.empty() : OptionalDouble.of(metric.number("MetricValue")),
                selects ? Optional.of(Selector.read(metric.text("MetricValue"))) : Optional.empty());
    }

    /** Adds what a line is worth. */
    void count(String line, Metrics metrics) {
        JsonNode json = FilterPattern.json(line);
        if (pattern.matches(line, json)) {
            JsonNode number = selected.map(selector -> selector.in(json)).orElse(json);
            if (value.isPresent() || number.isNumber()) {
                metrics.add(namespace, metric, Map.of(), value.orElseGet(number::doubleValue));
            }
        }
    }
}
