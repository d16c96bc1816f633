package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the functions in a value by what they come to.
 *
 * @param owner whose values they are, for messages: {@code AWS::KMS::Key VaultKey}
 */
record Resolver(Scope scope, String owner) {
    /** An object, without what comes to {@code AWS::NoValue}. */
    ObjectNode object(ObjectNode object) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            JsonNode value = value(field.getValue());
            if (!value.isMissingNode()) {
                resolved.set(field.getKey(), value);
            }
        });
        return resolved;
    }

    /** A value of any kind; missing when it comes to {@code AWS::NoValue}. */
    JsonNode value(JsonNode value) {
        if (value.isArray()) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> {
                JsonNode one = value(element);
                if (!one.isMissingNode()) {
                    resolved.add(one);
                }
            });
            return resolved;
        }
        Optional<Intrinsic> call = Intrinsic.in(value);
        if (call.isPresent()) {
            return result(call.get());
        }
        return value instanceof ObjectNode object ? object(object) : value;
    }

    /** A text, as CloudFormation makes one of a number or a truth value. */
    String text(JsonNode value) {
        JsonNode resolved = value(value);
        if (!resolved.isValueNode() || resolved.isNull()) {
            throw problem("needs a text where there is none");
        }
        return resolved.asText();
    }

    private JsonNode result(Intrinsic call) {
        JsonNode argument = call.argument();
        return switch (call.function()) {
            case "Ref" -> scope.ref(argument.asText());
            case "Fn::GetAtt" -> {
                List<String> attribute = Intrinsic.attribute(argument, owner);
                yield scope.attribute(attribute.get(0), attribute.get(1));
            }
            case "Fn::Join" -> TextNode.valueOf(String.join(text(argument.path(0)), texts(argument.path(1))));
            case "Fn::Split" ->
                Intrinsic.list(List.of(text(argument.path(1)).split(Pattern.quote(text(argument.path(0))), -1)));
            case "Fn::Select" -> select(argument);
            case "Fn::Sub" -> TextNode.valueOf(substituted(argument));
            case "Fn::If" ->
                value(argument.path(scope.condition(argument.path(0).asText()) ? 1 : 2));
            default -> throw Names.unknown(call.function(), Intrinsic.IN_VALUES, "function", owner);
        };
    }

    /** The texts of a list, which may be a function's result itself. */
    List<String> texts(JsonNode list) {
        JsonNode resolved = value(list);
        if (!resolved.isArray()) {
            throw problem("needs a list where there is none");
        }
        List<String> texts = new ArrayList<>();
        resolved.forEach(element -> texts.add(text(element)));
        return texts;
    }

    private JsonNode select(JsonNode argument) {
        JsonNode list = value(argument.path(1));
        String index = text(argument.path(0));
        if (!index.matches("\\d{1,9}") || !list.has(Integer.parseInt(index))) {
            throw problem("has a Fn::Select of element " + index + " of a list of " + list.size());
        }
        return list.get(Integer.parseInt(index));
    }

    private String substituted(JsonNode argument) {
        JsonNode replacements = argument.path(1);
        Matcher places = Intrinsic.PLACE.matcher(argument.isArray() ? text(argument.path(0)) : argument.asText());
        return places.replaceAll(place -> {
            String name = place.group(2).trim();
            String text;
            if (!place.group(1).isEmpty()) {
                text = "${" + place.group(2) + "}";
            } else if (replacements.has(name)) {
                text = text(replacements.get(name));
            } else {
                int dot = name.indexOf('.');
                JsonNode value =
                        dot < 0 ? scope.ref(name) : scope.attribute(name.substring(0, dot), name.substring(dot + 1));
                text = text(value);
            }
            return Matcher.quoteReplacement(text);
        });
    }

    private TemplateProblem problem(String what) {
        return new TemplateProblem(owner + " " + what + ".");
    }
}
