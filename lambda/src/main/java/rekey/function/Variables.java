package rekey.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rekey.failure.Misconfigured;

/**
 * Reads a function's environment variables and collects what is wrong with them, so that the operator hears of every
 * problem at once. Not thread-safe: made, read and checked in one constructor.
 */
public final class Variables {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    public Variables(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param parse throws {@link IllegalArgumentException} with the rule that the text breaks
     * @return null when the variable is missing or wrong; {@link #check()} then throws
     */
    public <T> T required(String name, Function<String, T> parse) {
        String text = values.get(name);
        if (text == null || text.isBlank()) {
            problems.add("%s is not set.".formatted(name));
            return null;
        }
        return parsed(name, text, parse);
    }

    public <T> T optional(String name, String otherwise, Function<String, T> parse) {
        return parsed(name, Optional.ofNullable(values.get(name)).orElse(otherwise), parse);
    }

    /** @throws Misconfigured with every problem found so far */
    public void check() {
        if (!problems.isEmpty()) {
            throw new Misconfigured(problems);
        }
    }

    private <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s".formatted(name, e.getMessage()));
            return null;
        }
    }
}
