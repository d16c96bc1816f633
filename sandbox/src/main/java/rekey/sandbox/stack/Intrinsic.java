package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of one of CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 * functions</a> in a template: an object with the function's name as its only field.
 */
record Intrinsic(String function, JsonNode argument) {
    static final Set<String> IN_VALUES =
            Set.of("Ref", "Fn::GetAtt", "Fn::Join", "Fn::Sub", "Fn::Select", "Fn::Split", "Fn::If");
    static final Set<String> IN_CONDITIONS = Set.of("Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Fn::Contains");

    /** What {@code Fn::Sub} replaces; with an exclamation mark it is a text that only looks so. */
    static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");

    /** The call that an object is, empty when it is an object of the template's own. */
    static Optional<Intrinsic> in(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        for (var names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                if (node.size() > 1) {
                    throw new TemplateProblem(name + " stands beside other fields, where it must stand alone.");
                }
                return Optional.of(new Intrinsic(name, node.get(name)));
            }
        }
        return Optional.empty();
    }

    /**
     * What a value depends on.
     *
     * @param owner what has the value, for the message
     * @param reference called with the logical id (or pseudo parameter) of each, and an attribute; empty for Ref
     * @throws TemplateProblem on a function that the sandbox does not know
     */
    static void references(JsonNode value, String owner, BiConsumer<String, String> reference) {
        Optional<Intrinsic> call = in(value);
        if (call.isEmpty()) {
            value.forEach(child -> references(child, owner, reference));
            return;
        }
        String function = call.get().function();
        JsonNode argument = call.get().argument();
        if (!IN_VALUES.contains(function) && !IN_CONDITIONS.contains(function)) {
            TreeSet<String> known = new TreeSet<>(IN_VALUES);
            known.addAll(IN_CONDITIONS);
            throw Names.unknown(function, known, "function", owner);
        }
        switch (function) {
            case "Ref" -> reference.accept(argument.asText(), "");
            case "Fn::GetAtt" -> {
                List<String> attribute = attribute(argument, owner);
                reference.accept(attribute.get(0), attribute.get(1));
            }
            case "Fn::Sub" -> {
                JsonNode replacements = argument.path(1);
                places(argument, name -> {
                    if (!replacements.has(name)) {
                        int dot = name.indexOf('.');
                        reference.accept(
                                dot < 0 ? name : name.substring(0, dot), dot < 0 ? "" : name.substring(dot + 1));
                    }
                });
                references(replacements, owner, reference);
            }
            default -> references(argument, owner, reference);
        }
    }

    /** Logical id and attribute of a {@code Fn::GetAtt}. */
    static List<String> attribute(JsonNode argument, String owner) {
        if (argument.isArray() && argument.size() == 2 && argument.get(1).isTextual()) {
            return List.of(argument.get(0).asText(), argument.get(1).asText());
        }
        int dot = argument.asText().indexOf('.');
        if (dot < 0) {
            throw new TemplateProblem("Fn::GetAtt in " + owner + " needs a logical id and an attribute.");
        }
        return List.of(argument.asText().substring(0, dot), argument.asText().substring(dot + 1));
    }

    private static void places(JsonNode sub, Consumer<String> name) {
        Matcher places = PLACE.matcher(sub.isArray() ? sub.path(0).asText() : sub.asText());
        while (places.find()) {
            if (places.group(1).isEmpty()) {
                name.accept(places.group(2).trim());
            }
        }
    }

    /** A list of texts as a value. */
    static ArrayNode list(List<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(text -> list.add(TextNode.valueOf(text)));
        return list;
    }
}
