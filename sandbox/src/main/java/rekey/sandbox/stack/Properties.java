package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A resource's properties, or a part of them, with every function resolved. A number or truth value is one as a text, too,
 * as CloudFormation takes it.
 *
 * @param json not to be changed
 * @param owner whose they are, for messages
 */
record Properties(ObjectNode json, String owner) {
    /** @throws TemplateProblem when there is none */
    JsonNode required(String name) {
        if (!json.has(name)) {
            throw new TemplateProblem("The property " + name + " of " + owner + " is missing.");
        }
        return json.get(name);
    }

    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(json.get(name));
    }

    String text(String name) {
        return scalar(name, required(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name).map(value -> scalar(name, value));
    }

    int integer(String name, int otherwise) {
        try {
            return optionalText(name).map(Integer::valueOf).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new TemplateProblem("The property " + name + " of " + owner + " is no whole number.");
        }
    }

    boolean flag(String name) {
        return optionalText(name).map(Boolean::valueOf).orElse(false);
    }

    /** Empty when there is none. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        optional(name).ifPresent(list -> list.forEach(element -> texts.add(scalar(name, element))));
        return Collections.unmodifiableList(texts);
    }

    /** Texts by their names, empty when there are none. */
    Map<String, String> textMap(String name) {
        Map<String, String> texts = new TreeMap<>();
        optional(name)
                .ifPresent(map -> map.properties()
                        .forEach(entry -> texts.put(entry.getKey(), scalar(entry.getKey(), entry.getValue()))));
        return Collections.unmodifiableMap(texts);
    }

    /** A property that has properties, all of them known; empty when it is missing. */
    Properties part(String name, Set<String> known) {
        String part = owner + ": " + name;
        JsonNode value = optional(name).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!(value instanceof ObjectNode object)) {
            throw new TemplateProblem("The property " + name + " of " + owner + " is no object.");
        }
        Names.check(object, known, "property", part);
        return new Properties(object, part);
    }

    /** Refuses a property that has another value than the only one that the sandbox plays. */
    void only(String name, String value) {
        optionalText(name).filter(given -> !given.equals(value)).ifPresent(given -> {
            throw new TemplateProblem(
                    "The sandbox does not know %s %s of %s; it knows %s.".formatted(name, given, owner, value));
        });
    }

    private String scalar(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new TemplateProblem("The property " + name + " of " + owner + " is no text.");
        }
        return value.asText();
    }
}
