package rekey.sandbox.cloudwatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">metric math</a>
 * expression over the values of one period. A value that is missing makes everything that needs it missing, as does a
 * division by zero; {@code FILL} and the branch that {@code IF} does not take are the ways around.
 */
sealed interface Expression {
    /** What stands for a missing value. */
    double MISSING = Double.NaN;

    /** @param values of the ids that the expression names; {@link #MISSING} where there is none */
    double value(Map<String, Double> values);

    /** The ids that it names. */
    Set<String> ids();

    /** A metric or another expression, by its id. */
    record Id(String id) implements Expression {
        @Override
        public double value(Map<String, Double> values) {
            return values.get(id);
        }

        @Override
        public Set<String> ids() {
            return Set.of(id);
        }
    }

    record Constant(double number) implements Expression {
        @Override
        public double value(Map<String, Double> values) {
            return number;
        }

        @Override
        public Set<String> ids() {
            return Set.of();
        }
    }

    /** @param operator one of {@code + - * / < <= > >= == != && ||} */
    record Operation(String operator, Expression left, Expression right) implements Expression {
        @Override
        public double value(Map<String, Double> values) {
            double a = left.value(values);
            double b = right.value(values);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return MISSING;
            }
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> b == 0 ? MISSING : a / b;
                case "<" -> truth(a < b);
                case "<=" -> truth(a <= b);
                case ">" -> truth(a > b);
                case ">=" -> truth(a >= b);
                case "==" -> truth(a == b);
                case "!=" -> truth(a != b);
                case "&&" -> truth(a != 0 && b != 0);
                default -> truth(a != 0 || b != 0);
            };
        }

        @Override
        public Set<String> ids() {
            return idsOf(List.of(left, right));
        }

        private static double truth(boolean holds) {
            return holds ? 1 : 0;
        }
    }

    record If(Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public double value(Map<String, Double> values) {
            double holds = condition.value(values);
            if (Double.isNaN(holds)) {
                return MISSING;
            }
            return (holds == 0 ? otherwise : then).value(values);
        }

        @Override
        public Set<String> ids() {
            return idsOf(List.of(condition, then, otherwise));
        }
    }

    record Fill(Expression filled, Expression with) implements Expression {
        @Override
        public double value(Map<String, Double> values) {
            double value = filled.value(values);
            return Double.isNaN(value) ? with.value(values) : value;
        }

        @Override
        public Set<String> ids() {
            return idsOf(List.of(filled, with));
        }
    }

    private static Set<String> idsOf(List<Expression> parts) {
        return parts.stream().flatMap(part -> part.ids().stream()).collect(Collectors.toSet());
    }
}
