package rekey.infra;

import java.util.Map;
import rekey.credential.ApplicationName;
import rekey.function.Metrics;
import rekey.watch.Gauge;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** What the watch function measures of an application once a day, as {@link Gauge} has it. */
record WatchMetrics(ApplicationName application) {

    /**
     * Whole days until the client secret ends.
     *
     * @param label null for an alarm, which has none
     */
    IMetric daysLeft(String label) {
        return lowest(Gauge.DAYS_LEFT, label);
    }

    /** 1 while SP-API accepts the secret, 0 when it does not. */
    IMetric canary(String label) {
        return lowest(Gauge.CANARY, label);
    }

    /** How far a rotation has come. */
    IMetric phase(String label) {
        return lowest(Gauge.ROTATION_PHASE, label);
    }

    private IMetric lowest(Gauge gauge, String label) {
        return Metric.Builder.create()
                .namespace(Metrics.NAMESPACE)
                .metricName(gauge.metric())
                .dimensionsMap(Map.of(Metrics.DIMENSION, application.value()))
                .statistic("Minimum")
                .period(Duration.days(1))
                .label(label)
                .build();
    }
}
