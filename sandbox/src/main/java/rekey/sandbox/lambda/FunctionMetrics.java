package rekey.sandbox.lambda;

import java.util.Map;

/**
 * Takes Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">metrics</a>, those
 * of CloudWatch's namespace {@code AWS/Lambda}. Safe for use by several threads.
 */
@FunctionalInterface
public interface FunctionMetrics {
    /**
     * Adds one value.
     *
     * @param name {@code Invocations}, {@code Errors}, {@code Throttles}, {@code Duration} in milliseconds, {@code
     *     AsyncEventsReceived} or {@code AsyncEventsDropped}
     * @param dimensions {@code FunctionName}; once more with {@code Resource}, {@code name} or {@code name:alias}; and
     *     once more with {@code ExecutedVersion} when an alias was invoked
     */
    void add(String name, Map<String, String> dimensions, double value);
}
