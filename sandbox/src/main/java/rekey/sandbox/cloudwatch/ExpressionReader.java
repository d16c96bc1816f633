package rekey.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/**
 * Reads metric math: {@code + - * /}, comparisons, {@code && ||} (also as {@code AND} and {@code OR}), parentheses, numbers,
 * ids, {@code IF} with two or three arguments and {@code FILL} with a value. Anything else is refused by name.
 */
final class ExpressionReader {
    private static final Pattern TOKEN =
            Pattern.compile("\\d+(?:\\.\\d+)?|[A-Za-z][A-Za-z0-9_]*|<=|>=|==|!=|&&|\\|\\||[-+*/<>(),]");

    /** The operators, those that bind least first, as in most languages. */
    private static final List<Map<String, String>> LEVELS = List.of(
            Map.of("||", "||", "OR", "||"),
            Map.of("&&", "&&", "AND", "&&"),
            Map.of("==", "==", "!=", "!="),
            Map.of("<", "<", "<=", "<=", ">", ">", ">=", ">="),
            Map.of("+", "+", "-", "-"),
            Map.of("*", "*", "/", "/"));

    private final Tokens tokens;

    private ExpressionReader(String expression) {
        tokens = new Tokens("the metric math " + expression, expression, TOKEN);
    }

    /** @throws AwsError when it holds something that is not known here */
    static Expression read(String expression) {
        ExpressionReader reader = new ExpressionReader(expression);
        Expression whole = reader.level(0);
        reader.tokens.expectEnd();
        return whole;
    }

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        Expression left = level(level + 1);
        Map<String, String> operators = LEVELS.get(level);
        while (tokens.peek().filter(operators::containsKey).isPresent()) {
            String operator = operators.get(tokens.take());
            left = new Expression.Operation(operator, left, level(level + 1));
        }
        return left;
    }

    private Expression operand() {
        if (tokens.took("-")) {
            return new Expression.Operation("-", new Expression.Constant(0), operand());
        }
        if (tokens.took("(")) {
            Expression inner = level(0);
            tokens.expect(")");
            return inner;
        }
        String token = tokens.take();
        if (Character.isDigit(token.charAt(0))) {
            return new Expression.Constant(Double.parseDouble(token));
        }
        if (tokens.took("(")) {
            return function(token.toUpperCase(Locale.ROOT), arguments());
        }
        // Ids begin with a small letter; functions, keywords and what they take do not.
        if (!Character.isLowerCase(token.charAt(0))) {
            throw tokens.unexpected("there is " + token + ", which is neither a number nor an id,");
        }
        return new Expression.Id(token);
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (tokens.took(")")) {
            return arguments;
        }
        do {
            arguments.add(level(0));
        } while (tokens.took(","));
        tokens.expect(")");
        return arguments;
    }

    private static Expression function(String name, List<Expression> arguments) {
        int count = arguments.size();
        if (name.equals("IF") && (count == 2 || count == 3)) {
            Expression otherwise = count == 3 ? arguments.get(2) : new Expression.Constant(Expression.MISSING);
            return new Expression.If(arguments.get(0), arguments.get(1), otherwise);
        }
        if (name.equals("FILL") && count == 2) {
            return new Expression.Fill(arguments.get(0), arguments.get(1));
        }
        throw Properties.refused("The Rekey sandbox does not know " + name + " with " + count
                + " arguments in metric math. It knows IF(condition, value, value) and FILL(metric, value).");
    }
}
