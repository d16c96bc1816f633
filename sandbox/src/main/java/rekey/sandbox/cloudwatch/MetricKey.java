package rekey.sandbox.cloudwatch;

import java.util.Map;
import java.util.Objects;

/** Which metric. The same name with other dimensions, or with none, is another metric. */
record MetricKey(String namespace, String name, Map<String, String> dimensions) {
    MetricKey {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
        dimensions = Map.copyOf(dimensions);
    }
}
