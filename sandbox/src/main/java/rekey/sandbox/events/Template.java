package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/**
 * JSON, or several quoted strings after one another, with {@code <variables>} in it.
 *
 * <p>A variable outside quotes becomes JSON: a text gets quotes. Within quotes it becomes its value as it is, <b>not
 * escaped</b>: EventBridge does not either. Of an object or an array within a template that is a quoted string,
 * EventBridge takes the quotes away; within a string of a JSON object it does not, which breaks the JSON. What is filled
 * in keeps its quotes: a target gets {@code "a sentence"} with them.
 */
record Template(String text, boolean isQuoted) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A variable, something escaped, or a quotation mark. */
    private static final Pattern MARK = Pattern.compile("<([A-Za-z0-9_\\-.]+)>|\\\\.|\"", Pattern.DOTALL);
    /** Stands for a variable when a template is checked; no JSON of anybody's has this private character. */
    private static final String STAND_IN = "\uE000";

    /** @throws AwsError when it is no JSON, whatever the variables are, or has a variable for a name of a member */
    static Template read(String text, String targetId) {
        Template template = new Template(text, text.stripLeading().startsWith("\""));
        Optional<List<JsonNode>> example = values(template.filled(name -> TextNode.valueOf(STAND_IN)));
        if (example.isEmpty() || example.get().isEmpty()) {
            throw AwsError.invalid(
                    "Invalid InputTemplate for target " + targetId + ": it must be JSON. Put quotes around a text.");
        }
        if (example.get().stream().anyMatch(Template::namesAVariable)) {
            throw AwsError.invalid(
                    "Invalid InputTemplate for target " + targetId + ": a placeholder cannot be the name of a member.");
        }
        return template;
    }

    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            if (mark.group(1) != null) {
                names.add(mark.group(1));
            }
        }
        return names;
    }

    /** Empty when no JSON comes of these values. */
    Optional<String> fill(Function<String, JsonNode> values) {
        return Optional.of(filled(values)).filter(result -> values(result).isPresent());
    }

    private String filled(Function<String, JsonNode> values) {
        StringBuilder result = new StringBuilder();
        boolean inString = false;
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            if (mark.group(1) == null) {
                inString ^= mark.group().equals("\"");
                mark.appendReplacement(result, Matcher.quoteReplacement(mark.group()));
            } else {
                JsonNode value = values.apply(mark.group(1));
                mark.appendReplacement(
                        result, Matcher.quoteReplacement(inString ? withinQuotes(value) : value.toString()));
            }
        }
        return mark.appendTail(result).toString();
    }

    private String withinQuotes(JsonNode value) {
        if (value.isContainerNode()) {
            return isQuoted ? value.toString().replace("\"", "") : value.toString();
        }
        return value.asText();
    }

    private static Optional<List<JsonNode>> values(String json) {
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> each = JSON.readerFor(JsonNode.class).readValues(json)) {
            while (each.hasNextValue()) {
                values.add(each.nextValue());
            }
            return Optional.of(values);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean namesAVariable(JsonNode json) {
        for (var member : json.properties()) {
            if (member.getKey().contains(STAND_IN)) {
                return true;
            }
        }
        for (JsonNode child : json) {
            if (namesAVariable(child)) {
                return true;
            }
        }
        return false;
    }
}
