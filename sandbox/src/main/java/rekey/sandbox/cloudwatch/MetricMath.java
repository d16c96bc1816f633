package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rekey.sandbox.aws.AwsError;

/**
 * What an alarm's {@code Metrics} make: statistics and expressions that name each other by their ids, of which one is the
 * alarm's value. All statistics have one period here.
 *
 * @param returned the id of the one that is compared with the threshold
 * @param written as it is in the template
 */
record MetricMath(
        Map<String, OneMetric> statistics,
        Map<String, Expression> expressions,
        String returned,
        Duration period,
        List<Properties> written)
        implements Watched {

    /** @throws AwsError when something is not known here, names what is not there, or names itself */
    static MetricMath of(List<Properties> metrics) {
        Map<String, OneMetric> statistics = new LinkedHashMap<>();
        Map<String, Expression> expressions = new LinkedHashMap<>();
        Set<String> returned = new LinkedHashSet<>();
        for (Properties metric : metrics) {
            metric.knowing(Set.of("Expression", "Id", "Label", "MetricStat", "ReturnData"));
            String id = metric.text("Id");
            if (metric.has("Expression") == metric.has("MetricStat")) {
                throw Properties.refused("The metric " + id + " must have either an Expression or a MetricStat.");
            }
            if (statistics.containsKey(id) || expressions.containsKey(id)) {
                throw Properties.refused("There are two metrics with the Id " + id + ".");
            }
            if (metric.has("Expression")) {
                expressions.put(id, ExpressionReader.read(metric.text("Expression")));
            } else {
                statistics.put(id, OneMetric.ofMath(metric.object("MetricStat")));
            }
            if (metric.flag("ReturnData", true)) {
                returned.add(id);
            }
        }
        Set<Duration> periods =
                statistics.values().stream().map(OneMetric::period).collect(Collectors.toSet());
        if (returned.size() != 1 || periods.size() != 1) {
            throw Properties.refused("An alarm's Metrics must have one that returns data, not " + returned.size()
                    + ", and all the same Period in the Rekey sandbox, not " + periods.size() + ".");
        }
        MetricMath math = new MetricMath(
                Map.copyOf(statistics),
                Map.copyOf(expressions),
                returned.iterator().next(),
                periods.iterator().next(),
                List.copyOf(metrics));
        expressions.keySet().forEach(id -> math.check(id, Set.of()));
        return math;
    }

    private void check(String id, Set<String> within) {
        if (statistics.containsKey(id)) {
            return;
        }
        if (!expressions.containsKey(id) || within.contains(id)) {
            throw Properties.refused("Metric math names " + id + ", which is not in Metrics or needs itself.");
        }
        Set<String> deeper = new LinkedHashSet<>(within);
        deeper.add(id);
        expressions.get(id).ids().forEach(named -> check(named, deeper));
    }

    @Override
    public Set<MetricKey> metrics() {
        return statistics.values().stream().map(OneMetric::metric).collect(Collectors.toSet());
    }

    @Override
    public double value(Metrics metrics, Instant end) {
        Map<String, Double> values = new HashMap<>();
        statistics.forEach((id, statistic) -> values.put(id, statistic.value(metrics, end)));
        return value(returned, values);
    }

    private double value(String id, Map<String, Double> known) {
        if (!known.containsKey(id)) {
            Expression expression = expressions.get(id);
            expression.ids().forEach(named -> value(named, known));
            known.put(id, expression.value(known));
        }
        return known.get(id);
    }

    @Override
    public void describe(ObjectNode trigger) {
        ArrayNode metrics = trigger.putArray("Metrics");
        for (Properties metric : written) {
            JsonNode described = metric.node().deepCopy();
            metrics.add(described);
            if (described.path("MetricStat").path("Metric") instanceof ObjectNode stat) {
                Watched.describe(
                        metric.object("MetricStat").object("Metric").dimensions(), stat.putArray("Dimensions"));
            }
        }
    }
}
