package rekey.sandbox.cloudwatch;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a value is compared with an alarm's threshold: it breaches when the comparison holds. */
enum Comparison {
    AT_LEAST("GreaterThanOrEqualToThreshold", "greater than or equal to"),
    MORE("GreaterThanThreshold", "greater than"),
    AT_MOST("LessThanOrEqualToThreshold", "less than or equal to"),
    LESS("LessThanThreshold", "less than");

    final String wireName;
    /** As in the reason of a change. */
    final String inWords;

    Comparison(String wireName, String inWords) {
        this.wireName = wireName;
        this.inWords = inWords;
    }

    static Comparison of(String wireName) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> Properties.refused("The ComparisonOperator " + wireName + " is not one of "
                        + Arrays.stream(values())
                                .map(comparison -> comparison.wireName)
                                .collect(Collectors.joining(", "))
                        + ", which the Rekey sandbox knows."));
    }

    boolean breaches(double value, double threshold) {
        return switch (this) {
            case AT_LEAST -> value >= threshold;
            case MORE -> value > threshold;
            case AT_MOST -> value <= threshold;
            case LESS -> value < threshold;
        };
    }
}
