package rekey.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a resource's properties and collects what is wrong with them, so that one deployment tells of every problem. A
 * message never repeats a value. Not thread-safe: made, read and checked in one method.
 */
final class PropertyReader {
    /** CloudFormation's own, which it passes on with the others. */
    private static final Set<String> CLOUD_FORMATIONS = Set.of("ServiceToken", "ServiceTimeout");
    /** A name that may be repeated in a message: too short, and of too few characters, to be a credential. */
    private static final Pattern HARMLESS_NAME = Pattern.compile("[A-Za-z_]{1,24}");

    private final JsonNode json;
    private final Set<String> known = new HashSet<>(CLOUD_FORMATIONS);
    private final List<String> problems = new ArrayList<>();

    /** @param json an object, or nothing, which has no property */
    PropertyReader(JsonNode json) {
        this.json = json;
    }

    /**
     * @param parse throws {@link IllegalArgumentException} with the rule that the text breaks
     * @return null when the property is missing or wrong; {@link #check} then throws
     */
    <T> T required(String name, Function<String, T> parse) {
        if (!has(name)) {
            problems.add("%s is missing.".formatted(name));
            return null;
        }
        return text(name, parse);
    }

    /** As {@link #required}, but {@code otherwise} when the property is missing. */
    <T> T optional(String name, T otherwise, Function<String, T> parse) {
        return has(name) ? text(name, parse) : otherwise;
    }

    /** As {@link #optional}, for a list of texts. */
    <T> T optionalList(String name, T otherwise, Function<List<String>, T> parse) {
        if (!has(name)) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : json.get(name)) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        }
        if (!json.get(name).isArray() || texts.size() != json.get(name).size()) {
            problems.add("%s: a list of texts.".formatted(name));
            return null;
        }
        return parsed(name, texts, parse);
    }

    void problem(String name, String rule) {
        problems.add("%s: %s".formatted(name, rule));
    }

    /** @throws ProvisionFailure with every problem found so far, and the properties that nobody asked for */
    void check() {
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(HARMLESS_NAME.matcher(name).matches() ? name : "(a name of another form)");
            }
        });
        if (!unknown.isEmpty()) {
            problems.add("Unknown properties: %s. This resource takes no value: store it by itself, once it is there."
                    .formatted(String.join(", ", unknown)));
        }
        if (!problems.isEmpty()) {
            throw new ProvisionFailure("The resource's properties are wrong: " + String.join(" ", problems));
        }
    }

    private boolean has(String name) {
        known.add(name);
        return json.has(name);
    }

    private <T> T text(String name, Function<String, T> parse) {
        if (!json.get(name).isTextual()) {
            problems.add("%s: a text.".formatted(name));
            return null;
        }
        return parsed(name, json.get(name).textValue(), parse);
    }

    private <S, T> T parsed(String name, S value, Function<S, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            problem(name, e.getMessage());
            return null;
        }
    }
}
