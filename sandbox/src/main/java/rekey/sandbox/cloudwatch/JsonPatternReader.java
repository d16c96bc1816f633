package rekey.sandbox.cloudwatch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads filter patterns such as {@code { ($.event = "token.failed") && ($.status >= 500) }}. Strings may be written without
 * quotes when they hold nothing but letters, digits and {@code _ . *}.
 */
final class JsonPatternReader {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\$[^\\s=!<>()&|{}]+|<=|>=|!=|&&|\\|\\||[=<>(){}]|[-+\\w.*]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}(\\.\\d{1,18})?");
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;

    private JsonPatternReader(String pattern) {
        tokens = new Tokens("the filter pattern " + pattern, pattern, TOKEN);
    }

    static JsonPattern read(String pattern) {
        JsonPatternReader reader = new JsonPatternReader(pattern);
        reader.tokens.expect("{");
        JsonPattern whole = reader.any();
        reader.tokens.expect("}");
        reader.tokens.expectEnd();
        return whole;
    }

    private JsonPattern any() {
        return joined("||", this::all, JsonPattern.Any::new);
    }

    private JsonPattern all() {
        return joined("&&", this::condition, JsonPattern.All::new);
    }

    private JsonPattern joined(
            String operator, Supplier<JsonPattern> part, Function<List<JsonPattern>, JsonPattern> join) {
        List<JsonPattern> parts = new ArrayList<>(List.of(part.get()));
        while (tokens.took(operator)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : join.apply(List.copyOf(parts));
    }

    private JsonPattern condition() {
        if (tokens.took("(")) {
            JsonPattern inner = any();
            tokens.expect(")");
            return inner;
        }
        Selector selector = Selector.read(tokens.take());
        if (tokens.took("NOT")) {
            tokens.expect("EXISTS");
            return new JsonPattern.NotThere(selector);
        }
        if (tokens.took("IS")) {
            return is(selector);
        }
        String operator = tokens.peek()
                .filter(OPERATORS::contains)
                .orElseThrow(() -> tokens.unexpected("there is none of" + " = != < <= > >= IS, NOT EXISTS"));
        tokens.take();
        return compared(selector, operator, tokens.take());
    }

    private JsonPattern is(Selector selector) {
        if (tokens.took("NULL")) {
            return new JsonPattern.Null(selector);
        }
        boolean value = tokens.took("TRUE");
        if (!value) {
            tokens.expect("FALSE");
        }
        return new JsonPattern.Flag(selector, value);
    }

    private JsonPattern compared(Selector selector, String operator, String value) {
        if (NUMBER.matcher(value).matches()) {
            return new JsonPattern.Amount(selector, operator, new BigDecimal(value));
        }
        boolean isString =
                value.startsWith("\"") || Character.isLetterOrDigit(value.charAt(0)) || value.startsWith("*");
        if (!isString || !(operator.equals("=") || operator.equals("!="))) {
            throw tokens.unexpected("strings are compared with = and != only,");
        }
        String regex = Arrays.stream(Tokens.unquoted(value).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return new JsonPattern.Text(selector, operator.equals("="), Pattern.compile(regex, Pattern.DOTALL));
    }
}
