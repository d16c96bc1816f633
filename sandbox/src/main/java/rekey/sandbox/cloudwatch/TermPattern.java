package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines that hold every one of some terms, or one at least of those with {@code ?} before them, and none of those with
 * {@code -}. Upper and lower case are different.
 */
record TermPattern(List<String> all, List<String> any, List<String> none) implements FilterPattern {
    private static final Pattern TOKEN = Pattern.compile("[?-]?(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]+)");

    static TermPattern read(String pattern) {
        List<String> all = new ArrayList<>();
        List<String> any = new ArrayList<>();
        List<String> none = new ArrayList<>();
        Tokens tokens = new Tokens("the filter pattern " + pattern, pattern, TOKEN);
        for (Optional<String> next = tokens.peek(); next.isPresent(); next = tokens.peek()) {
            String token = tokens.take();
            switch (token.charAt(0)) {
                case '?' -> any.add(Tokens.unquoted(token.substring(1)));
                case '-' -> none.add(Tokens.unquoted(token.substring(1)));
                default -> all.add(Tokens.unquoted(token));
            }
        }
        if (!any.isEmpty() && !(all.isEmpty() && none.isEmpty())) {
            throw Properties.refused("The Rekey sandbox does not mix terms with and without ? in a filter pattern, as "
                    + pattern + " does.");
        }
        return new TermPattern(List.copyOf(all), List.copyOf(any), List.copyOf(none));
    }

    @Override
    public boolean matches(String line, JsonNode json) {
        return all.stream().allMatch(line::contains)
                && (any.isEmpty() || any.stream().anyMatch(line::contains))
                && none.stream().noneMatch(line::contains);
    }
}
