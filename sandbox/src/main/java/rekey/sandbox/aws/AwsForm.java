package rekey.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form of a query protocol call as the tree that JSON would have made of it: {@code Tags.member.1.Key=a} becomes a list
 * of structures, {@code Attributes.entry.1.key=a&Attributes.entry.1.value=b} a map, and so it does with {@code Name} and
 * {@code Value}, as SNS calls them in one place. Every value is a text, also {@code true} and {@code 1}: a form has no
 * types.
 */
final class AwsForm {
    private static final int MAX_DEPTH = 10;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private AwsForm() {}

    /** @throws AwsError {@code MalformedQueryString} when it is no form; the message quotes no value */
    static ObjectNode read(byte[] body) {
        ObjectNode root = AwsJson.object();
        for (String field : new String(body, UTF_8).split("&", -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                put(
                        root,
                        decoded(equals < 0 ? field : field.substring(0, equals)),
                        equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
        return members(root);
    }

    private static void put(ObjectNode root, String name, String value) {
        String[] path = name.split("\\.", MAX_DEPTH + 1);
        if (path.length > MAX_DEPTH) {
            throw malformed("A field's name has more than " + MAX_DEPTH + " parts.");
        }
        ObjectNode parent = root;
        for (String part : List.of(path).subList(0, path.length - 1)) {
            JsonNode child = parent.has(part) ? parent.get(part) : parent.putObject(part);
            if (!(child instanceof ObjectNode structure)) {
                throw malformed("A field is both a value and a structure.");
            }
            parent = structure;
        }
        if (parent.has(path[path.length - 1])) {
            throw malformed("A field is there twice.");
        }
        parent.put(path[path.length - 1], value);
    }

    private static JsonNode folded(JsonNode node) {
        if (!(node instanceof ObjectNode structure)) {
            return node;
        }
        if (structure.size() == 1 && numbered(structure.get("member"))) {
            ArrayNode list = AwsJson.MAPPER.createArrayNode();
            inOrder(structure.get("member")).forEach(member -> list.add(folded(member)));
            return list;
        }
        if (structure.size() == 1 && numbered(structure.get("entry"))) {
            ObjectNode map = AwsJson.object();
            inOrder(structure.get("entry")).forEach(entry -> {
                boolean capitals = entry.has("Name");
                map.set(
                        entry.path(capitals ? "Name" : "key").asText(),
                        folded(entry.path(capitals ? "Value" : "value")));
            });
            return map;
        }
        return members(structure);
    }

    private static ObjectNode members(ObjectNode structure) {
        ObjectNode members = AwsJson.object();
        structure.properties().forEach(member -> members.set(member.getKey(), folded(member.getValue())));
        return members;
    }

    private static boolean numbered(JsonNode node) {
        return node instanceof ObjectNode items
                && items.properties().stream()
                        .allMatch(item -> NUMBER.matcher(item.getKey()).matches());
    }

    private static List<JsonNode> inOrder(JsonNode items) {
        return items.properties().stream()
                .sorted(Comparator.comparingInt(item -> Integer.parseInt(item.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            // Its message quotes the text.
            throw malformed("A field is not encoded as a form's must be.");
        }
    }

    private static AwsError malformed(String reason) {
        return AwsError.refused("MalformedQueryString", "The body is no form of the query protocol: " + reason);
    }
}
