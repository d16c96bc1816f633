package rekey.sandbox.iam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One key of one operator of a statement's
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a> with
 * its values. Immutable.
 */
final class Condition {
    /** How many of a call's values must fit; without either, a key is taken to have one value. */
    enum Quantifier {
        NONE(""),
        ANY("ForAnyValue:"),
        ALL("ForAllValues:");

        final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    static final String IF_EXISTS = "IfExists";
    static final String NULL = "Null";

    private final Quantifier quantifier;
    private final String operator;
    private final boolean ifExists;
    private final String key;
    private final List<String> values;
    private final boolean negated;
    private final List<Operators.Test> tests;

    /**
     * @param operator with all that stands before and after it, {@code ForAnyValue:StringLikeIfExists}
     * @throws IllegalArgumentException which says what it should be, when the operator is not known or a value is not one
     *     for it
     */
    Condition(String operator, String key, List<String> values, boolean withVariables) {
        quantifier = Stream.of(Quantifier.ANY, Quantifier.ALL)
                .filter(some -> operator.startsWith(some.prefix))
                .findFirst()
                .orElse(Quantifier.NONE);
        ifExists = operator.endsWith(IF_EXISTS);
        this.operator =
                operator.substring(quantifier.prefix.length(), operator.length() - (ifExists ? IF_EXISTS.length() : 0));
        this.key = key;
        this.values = List.copyOf(values);
        boolean isNull = this.operator.equals(NULL);
        Operators.Operator known = Operators.BY_NAME.get(isNull ? "Bool" : this.operator);
        if (known == null || (isNull && (ifExists || quantifier != Quantifier.NONE))) {
            throw new IllegalArgumentException(
                    "the operator " + operator + " is not one that the Rekey sandbox knows. It"
                            + " knows Null and, also with ForAnyValue: or ForAllValues: before and IfExists after them, "
                            + String.join(", ", Operators.BY_NAME.keySet()));
        }
        negated = known.negated();
        tests = this.values.stream()
                .map(value -> test(known, operator, value, withVariables))
                .toList();
    }

    private static Operators.Test test(Operators.Operator known, String operator, String value, boolean withVariables) {
        try {
            return known.reading().of(value, withVariables);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    operator + " takes " + e.getMessage() + ", which " + value + " is not", e);
        }
    }

    /** What of it can be needed or not: each of several values, or, where that makes no sense, the whole without a name. */
    List<String> parts() {
        return values.size() == 1 || negated || operator.equals(NULL)
                ? List.of("")
                : values.stream().map(this::part).toList();
    }

    /** The parts that hold for a call, empty when the condition does not hold. */
    Optional<List<String>> holding(Access access) {
        List<String> actual = access.values(key);
        if (operator.equals(NULL)) {
            return whole(fitting(String.valueOf(actual.isEmpty()), access).isPresent());
        }
        if (actual.isEmpty()) {
            boolean holds = quantifier == Quantifier.ALL || ifExists || (negated && quantifier != Quantifier.ANY);
            return holds ? Optional.of(parts()) : Optional.empty();
        }
        if (negated) {
            Stream<String> each = actual.stream();
            return whole(
                    quantifier == Quantifier.ANY
                            ? each.anyMatch(value -> fitting(value, access).isEmpty())
                            : each.allMatch(value -> fitting(value, access).isEmpty()));
        }
        Set<String> fitting = new LinkedHashSet<>();
        int fit = 0;
        for (String value : actual) {
            Optional<String> found = fitting(value, access);
            fit += found.isPresent() ? 1 : 0;
            found.ifPresent(fitting::add);
        }
        if (fit < (quantifier == Quantifier.ALL ? actual.size() : 1)) {
            return Optional.empty();
        }
        return Optional.of(values.size() == 1 ? List.of("") : new ArrayList<>(fitting));
    }

    /** The part of the first of the policy's values that a call's value fits. */
    private Optional<String> fitting(String actual, Access access) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).fits(actual, access)) {
                return Optional.of(part(values.get(i)));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> whole(boolean holds) {
        return holds ? Optional.of(List.of("")) : Optional.empty();
    }

    private String part(String value) {
        return key + " " + value;
    }
}
