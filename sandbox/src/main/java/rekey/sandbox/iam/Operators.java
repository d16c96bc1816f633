package rekey.sandbox.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 * operators of conditions</a>, without {@code Null} and what may stand before and after an operator's name.
 */
final class Operators {
    /** Whether a call's value fits a policy's. */
    @FunctionalInterface
    interface Test {
        boolean fits(String actual, Access access);
    }

    /** Makes a policy's value into a test; throws {@link IllegalArgumentException} when it cannot be one. */
    @FunctionalInterface
    interface Reading {
        Test of(String value, boolean withVariables);
    }

    /** @param negated whether it holds when none of the policy's values fits, rather than when one does */
    record Operator(boolean negated, Reading reading) {}

    static final Map<String, Operator> BY_NAME = all();

    private Operators() {}

    private static Map<String, Operator> all() {
        Map<String, Operator> all = new TreeMap<>();
        pair(all, "String", "Equals", text(PolicyText.Kind.EXACT));
        pair(all, "String", "EqualsIgnoreCase", text(PolicyText.Kind.IGNORING_CASE));
        pair(all, "String", "Like", text(PolicyText.Kind.WILD));
        // AWS has these two do the same.
        pair(all, "Arn", "Equals", text(PolicyText.Kind.ARN));
        pair(all, "Arn", "Like", text(PolicyText.Kind.ARN));
        all.put("Bool", new Operator(false, Operators::flag));
        ordered(all, "Numeric", Operators::number, "a number");
        ordered(all, "Date", Operators::date, "a date, 2026-11-23T15:04:05Z, or seconds since 1970");
        return all;
    }

    private static void pair(Map<String, Operator> all, String type, String name, Reading reading) {
        all.put(type + name, new Operator(false, reading));
        all.put(type + "Not" + name, new Operator(true, reading));
    }

    private static Reading text(PolicyText.Kind kind) {
        return (value, withVariables) -> new PolicyText(value, kind, withVariables)::matches;
    }

    private static Test flag(String value, boolean withVariables) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("true or false");
        }
        return (actual, access) -> actual.equalsIgnoreCase(value);
    }

    private static <T extends Comparable<? super T>> void ordered(
            Map<String, Operator> all, String type, Function<String, Optional<T>> reading, String rule) {
        all.put(type + "Equals", new Operator(false, comparing(reading, rule, sign -> sign == 0)));
        all.put(type + "NotEquals", new Operator(true, comparing(reading, rule, sign -> sign == 0)));
        all.put(type + "LessThan", new Operator(false, comparing(reading, rule, sign -> sign < 0)));
        all.put(type + "LessThanEquals", new Operator(false, comparing(reading, rule, sign -> sign <= 0)));
        all.put(type + "GreaterThan", new Operator(false, comparing(reading, rule, sign -> sign > 0)));
        all.put(type + "GreaterThanEquals", new Operator(false, comparing(reading, rule, sign -> sign >= 0)));
    }

    private static <T extends Comparable<? super T>> Reading comparing(
            Function<String, Optional<T>> reading, String rule, IntPredicate holds) {
        return (value, withVariables) -> {
            T bound = reading.apply(value).orElseThrow(() -> new IllegalArgumentException(rule));
            return (actual, access) -> reading.apply(actual)
                    .map(number -> holds.test(number.compareTo(bound)))
                    .orElse(false);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    text.matches("\\d{1,12}")
                            ? Instant.ofEpochSecond(Long.parseLong(text))
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
