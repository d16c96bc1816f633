package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How many samples become one number; in an alarm's message it has the name that it has here. */
enum Statistic {
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum"),
    AVERAGE("Average"),
    SAMPLE_COUNT("SampleCount");

    private final String wireName;

    Statistic(String wireName) {
        this.wireName = wireName;
    }

    static Statistic of(JsonNode wireName) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.wireName.equals(wireName.asText()))
                .findFirst()
                .orElseThrow(() -> Properties.refused("The statistic " + wireName + " is not one of "
                        + Arrays.stream(values())
                                .map(statistic -> statistic.wireName)
                                .collect(Collectors.joining(", "))
                        + ", which the Rekey sandbox knows."));
    }

    double of(Samples samples) {
        return switch (this) {
            case SUM -> samples.sum();
            case MINIMUM -> samples.minimum();
            case MAXIMUM -> samples.maximum();
            case AVERAGE -> samples.sum() / samples.count();
            case SAMPLE_COUNT -> samples.count();
        };
    }
}
