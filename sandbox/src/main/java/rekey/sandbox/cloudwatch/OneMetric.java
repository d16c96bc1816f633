package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A statistic of one metric. */
record OneMetric(MetricKey metric, Statistic statistic, Duration period) implements Watched {
    private static final int MINUTE = 60;
    private static final int WEEK = 604_800;

    /** The metric that an alarm itself names. */
    static OneMetric ofAlarm(Properties alarm) {
        return new OneMetric(key(alarm), Statistic.of(alarm.node().path("Statistic")), period(alarm));
    }

    /** A {@code MetricStat} in an alarm's {@code Metrics}. */
    static OneMetric ofMath(Properties stat) {
        stat.knowing(Set.of("Metric", "Period", "Stat"));
        Properties metric = stat.object("Metric").knowing(Set.of("Dimensions", "MetricName", "Namespace"));
        return new OneMetric(key(metric), Statistic.of(stat.node().path("Stat")), period(stat));
    }

    private static MetricKey key(Properties metric) {
        return new MetricKey(metric.text("Namespace"), metric.text("MetricName"), metric.dimensions());
    }

    private static Duration period(Properties of) {
        int seconds = of.wholeNumber("Period", MINUTE);
        if (seconds % MINUTE != 0 || seconds > WEEK) {
            throw Properties.refused(
                    of.of() + ": the Rekey sandbox keeps metrics in minutes: Period must be a multiple of"
                            + " 60 seconds, and a week at most.");
        }
        return Duration.ofSeconds(seconds);
    }

    @Override
    public Set<MetricKey> metrics() {
        return Set.of(metric);
    }

    @Override
    public double value(Metrics metrics, Instant end) {
        return metrics.in(metric, end.minus(period), end).map(statistic::of).orElse(Expression.MISSING);
    }

    @Override
    public void describe(ObjectNode trigger) {
        trigger.put("MetricName", metric.name())
                .put("Namespace", metric.namespace())
                .put("StatisticType", "Statistic")
                .put("Statistic", statistic.name())
                .putNull("Unit");
        Watched.describe(metric.dimensions(), trigger.putArray("Dimensions"));
    }
}
