package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an alarm looks at: one number, or none, for each period. */
sealed interface Watched permits OneMetric, MetricMath {
    Duration period();

    /** The metrics that it is made of. */
    Set<MetricKey> metrics();

    /** The number for the period that ends then, {@link Expression#MISSING} when there is none. */
    double value(Metrics metrics, Instant end);

    /** Adds its part to the {@code Trigger} of an alarm's message. */
    void describe(ObjectNode trigger);

    /** Dimensions as they are in a message. */
    static void describe(Map<String, String> dimensions, ArrayNode into) {
        new TreeMap<>(dimensions)
                .forEach((name, value) -> into.addObject().put("value", value).put("name", name));
    }
}
