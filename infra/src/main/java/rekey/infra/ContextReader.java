package rekey.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the CDK's context key by key and collects what is wrong with it. A value comes as a text from {@code -c}, where
 * a comma separates several, and as a text, a number or a list from a file. Not thread-safe: made, read and checked in
 * one method.
 */
final class ContextReader {
    /** Keys without a colon that the CDK's own tools write. Its feature flags and look-ups all have one. */
    private static final Set<String> OF_THE_CDK = Set.of("acknowledged-issue-numbers", "cli-telemetry");

    private static final int LONGEST_SHOWN = 64;
    /** What never goes into a template, should somebody mistake the configuration for the place to store it. */
    private static final Pattern CREDENTIAL = Pattern.compile("amzn1\\.(oa2|application-oa2)|Atz|[0-9a-fA-F]{40}");

    /** Of a container image: as many hexadecimal digits as some credentials have. */
    private static final Pattern DIGEST = Pattern.compile("@sha256:[0-9a-fA-F]+");

    private final Map<String, Object> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    ContextReader(Map<String, ?> context) {
        context.forEach((key, value) -> {
            if (!key.contains(":") && !OF_THE_CDK.contains(key) && value != null) {
                values.put(key, value);
            }
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Notes as a problem each key that is not among {@code known}. */
    void refuseOthersThan(Collection<String> known) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        unknown.forEach(key -> problems.add(
                "%s: there is no such key. The keys are %s.".formatted(shown(key), String.join(", ", known))));
    }

    /**
     * @param parse throws {@link IllegalArgumentException} with the rule that the text breaks
     * @return null when it is missing or wrong; {@link #check} then throws
     */
    <T> T required(String key, Function<String, T> parse) {
        List<String> texts = texts(key);
        if (texts.isEmpty()) {
            missing(key);
            return null;
        }
        return one(key, parse).orElse(null);
    }

    /** As {@link #several}; that there is none is a problem. */
    <T> List<T> oneOrMore(String key, Function<String, T> parse) {
        if (texts(key).isEmpty()) {
            missing(key);
        }
        return several(key, parse);
    }

    /** Empty when it is not set, or wrong: {@link #check} then throws. */
    <T> Optional<T> one(String key, Function<String, T> parse) {
        List<String> texts = texts(key);
        if (texts.size() > 1) {
            problems.add("%s: takes one value, not %d.".formatted(key, texts.size()));
            return Optional.empty();
        }
        return texts.stream().findFirst().flatMap(text -> parsed(key, text, parse));
    }

    /** Each value once, in the order given. */
    <T> List<T> several(String key, Function<String, T> parse) {
        return texts(key).stream()
                .flatMap(text -> parsed(key, text, parse).stream())
                .distinct()
                .toList();
    }

    void problem(String key, String rule) {
        problems.add("%s: %s".formatted(key, rule));
    }

    /** @throws Misconfiguration with every problem found so far */
    void check() {
        if (!problems.isEmpty()) {
            throw new Misconfiguration(problems);
        }
    }

    private void missing(String key) {
        problem(key, "It is not set. Add -c %s=… to the command.".formatted(key));
    }

    private <T> Optional<T> parsed(String key, String text, Function<String, T> parse) {
        if (isLikeACredential(text)) {
            problem(key, "It looks like a credential, which does not belong here: rekey put stores it.");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, "%s is wrong. %s".formatted(shown(text), e.getMessage()));
            return Optional.empty();
        }
    }

    private List<String> texts(String key) {
        Object value = values.get(key);
        Stream<?> parts = value instanceof Collection<?> list ? list.stream() : Stream.ofNullable(value);
        return parts.flatMap(part -> Arrays.stream(String.valueOf(part).split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static boolean isLikeACredential(String text) {
        return CREDENTIAL.matcher(DIGEST.matcher(text).replaceAll("")).find();
    }

    /** What was given, so that it is found again, but no more than a line of it. */
    private static String shown(String text) {
        if (isLikeACredential(text)) {
            return "(something like a credential)";
        }
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= LONGEST_SHOWN
                ? "\"" + printable + "\""
                : String.format(Locale.ROOT, "\"%s…\" (%,d characters)", printable.substring(0, 24), text.length());
    }
}
