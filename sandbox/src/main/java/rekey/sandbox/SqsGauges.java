package rekey.sandbox;

import java.util.Map;
import java.util.function.DoubleSupplier;
import rekey.sandbox.cloudwatch.Metrics;
import rekey.sandbox.sqs.QueueMetrics;

/** How the sandbox's queues stand, for CloudWatch. */
record SqsGauges(Metrics metrics) implements QueueMetrics {
    private static final String NAMESPACE = "AWS/SQS";

    @Override
    public Runnable gauge(String name, Map<String, String> dimensions, DoubleSupplier value) {
        return metrics.gauge(NAMESPACE, name, dimensions, value);
    }

    @Override
    public void remove(String name, Map<String, String> dimensions) {
        metrics.removeGauge(NAMESPACE, name, dimensions);
    }
}
