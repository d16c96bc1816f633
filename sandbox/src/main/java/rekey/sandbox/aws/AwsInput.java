package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The members of a structure, checked one by one as they are read: a missing member, one of another JSON type or one
 * that breaks its rule throws a {@code ValidationException} that names the member and never shows its value.
 *
 * <p>In the query protocol every value is a text: flags and numbers are read as texts there.
 *
 * <p>Members that nobody reads are ignored, and JSON null is the same as absent, as with AWS. Unlike AWS, which collects
 * all violations of a call, this stops at the first.
 */
public final class AwsInput {
    private final ObjectNode members;
    private final String path;

    AwsInput(ObjectNode members) {
        this(members, "");
    }

    /** What comes otherwise than by a call: the properties of a template's resource. */
    public static AwsInput of(ObjectNode members) {
        return new AwsInput(members);
    }

    private AwsInput(ObjectNode members, String path) {
        this.members = members;
        this.path = path;
    }

    public boolean has(String member) {
        return members.hasNonNull(member);
    }

    public String text(String member, TextRule rule) {
        return optionalText(member, rule).orElseThrow(() -> missing(member));
    }

    public Optional<String> optionalText(String member, TextRule rule) {
        return present(member).map(node -> text(pathOf(member), node, rule));
    }

    /** False when absent. */
    public boolean flag(String member) {
        return present(member)
                .map(node -> require(node, node.isBoolean(), pathOf(member), "a boolean")
                        .booleanValue())
                .orElse(false);
    }

    public int integer(String member, int min, int max, int absent) {
        OptionalLong number = optionalLong(member);
        if (number.isEmpty()) {
            return absent;
        }
        if (number.getAsLong() < min) {
            throw AwsError.constraint(pathOf(member), "Member must have value greater than or equal to " + min);
        }
        if (number.getAsLong() > max) {
            throw AwsError.constraint(pathOf(member), "Member must have value less than or equal to " + max);
        }
        return Math.toIntExact(number.getAsLong());
    }

    public OptionalLong optionalLong(String member) {
        Optional<JsonNode> node = present(member);
        return node.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(require(
                                node.get(),
                                node.get().isIntegralNumber() && node.get().canConvertToLong(),
                                pathOf(member),
                                "an integer")
                        .longValue());
    }

    public List<String> texts(String member, int min, int max, TextRule rule) {
        return optionalTexts(member, min, max, rule).orElseThrow(() -> missing(member));
    }

    public Optional<List<String>> optionalTexts(String member, int min, int max, TextRule rule) {
        return list(member, min, max).map(nodes -> {
            List<String> texts = new ArrayList<>();
            for (JsonNode node : nodes) {
                texts.add(text(pathOf(member) + "." + (texts.size() + 1) + ".member", node, rule));
            }
            return List.copyOf(texts);
        });
    }

    /** A list of structures, empty when absent. */
    public List<AwsInput> structures(String member, int min, int max) {
        List<AwsInput> structures = new ArrayList<>();
        for (JsonNode node : list(member, min, max).orElse(List.of())) {
            String at = pathOf(member) + "." + (structures.size() + 1) + ".member";
            require(node, node.isObject(), at, "a structure");
            structures.add(new AwsInput((ObjectNode) node, at + "."));
        }
        return List.copyOf(structures);
    }

    public Optional<AwsInput> structure(String member) {
        return present(member)
                .map(node -> new AwsInput(
                        (ObjectNode) require(node, node.isObject(), pathOf(member), "a structure"),
                        pathOf(member) + "."));
    }

    /** Refuses members other than these, by name: what the sandbox does not do must not look as if it did. */
    public void allowOnly(String... known) {
        members.fieldNames().forEachRemaining(member -> {
            if (!List.of(known).contains(member)) {
                throw AwsError.constraint(
                        pathOf(member), "The Rekey sandbox does not know this member. It knows " + List.of(known));
            }
        });
    }

    /** A map of strings, empty when absent. */
    public Map<String, String> textMap(String member) {
        Map<String, String> texts = new TreeMap<>();
        present(member)
                .ifPresent(map -> require(map, map.isObject(), pathOf(member), "a map")
                        .properties()
                        .forEach(entry -> texts.put(
                                entry.getKey(), text(pathOf(member) + ".value", entry.getValue(), TextRule.ANY))));
        return texts;
    }

    /** A map of structures, in the order of their keys, empty when absent. */
    public Map<String, AwsInput> structureMap(String member) {
        Map<String, AwsInput> structures = new TreeMap<>();
        present(member)
                .ifPresent(map -> require(map, map.isObject(), pathOf(member), "a map")
                        .properties()
                        .forEach(entry -> structures.put(entry.getKey(), structure(member, entry.getValue()))));
        return structures;
    }

    private AwsInput structure(String mapMember, JsonNode value) {
        String at = pathOf(mapMember) + ".value";
        require(value, value.isObject(), at, "a structure");
        return new AwsInput((ObjectNode) value, at + ".");
    }

    /** Bytes, sent in base64; the limits count bytes. */
    public byte[] blob(String member, int min, int max) {
        byte[] bytes = present(member)
                .map(node -> decoded(require(node, node.isTextual(), pathOf(member), "a base64 string"), member))
                .orElseThrow(() -> missing(member));
        if (bytes.length < min || bytes.length > max) {
            throw AwsError.constraint(pathOf(member), "Member must have a length of " + min + " to " + max + " bytes");
        }
        return bytes;
    }

    private byte[] decoded(JsonNode node, String member) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw AwsError.constraint(pathOf(member), "Member must be a base64 string");
        }
    }

    private Optional<List<JsonNode>> list(String member, int min, int max) {
        return present(member).map(node -> {
            require(node, node.isArray(), pathOf(member), "a list");
            if (node.size() < min) {
                throw AwsError.constraint(pathOf(member), "Member must have length greater than or equal to " + min);
            }
            if (node.size() > max) {
                throw AwsError.constraint(pathOf(member), "Member must have length less than or equal to " + max);
            }
            List<JsonNode> nodes = new ArrayList<>();
            node.forEach(nodes::add);
            return nodes;
        });
    }

    private static String text(String path, JsonNode node, TextRule rule) {
        return rule.check(
                path, require(node, node.isTextual(), path, "a string").textValue());
    }

    private static JsonNode require(JsonNode node, boolean rightType, String path, String type) {
        if (!rightType) {
            throw AwsError.constraint(path, "Member must be " + type);
        }
        return node;
    }

    private Optional<JsonNode> present(String member) {
        return has(member) ? Optional.of(members.get(member)) : Optional.empty();
    }

    private AwsError missing(String member) {
        return AwsError.constraint(pathOf(member), "Member must not be null");
    }

    private String pathOf(String member) {
        return path + Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
