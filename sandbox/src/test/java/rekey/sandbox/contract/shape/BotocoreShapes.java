package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rekey.sandbox.contract.shape.Shape.Member;
import rekey.sandbox.contract.shape.Shape.Place;
import rekey.sandbox.contract.shape.Shape.Range;

/** Reads the shapes of one of botocore's files. */
final class BotocoreShapes {
    private final JsonNode shapes;

    BotocoreShapes(JsonNode shapes) {
        this.shapes = shapes;
    }

    /** @param name empty for a structure without members */
    Shape.Structure structure(String name) {
        return new Shape.Structure(name, () -> members(shapes.path(name)));
    }

    private Map<String, Member> members(JsonNode structure) {
        Set<String> required = new HashSet<>();
        structure.path("required").forEach(member -> required.add(member.asText()));
        String payload = structure.path("payload").asText();
        Map<String, Member> members = new TreeMap<>();
        structure.path("members").properties().forEach(member -> {
            String name = member.getKey();
            members.put(
                    member.getValue().path("locationName").asText(name),
                    new Member(
                            shape(member.getValue().path("shape").asText()),
                            required.contains(name),
                            name.equals(payload) ? Place.WHOLE_BODY : place(member.getValue())));
        });
        return members;
    }

    private static Place place(JsonNode member) {
        return switch (member.path("location").asText()) {
            case "" -> Place.BODY;
            case "header", "headers" -> Place.HEADER;
            case "statusCode" -> Place.STATUS;
            default -> Place.ADDRESS;
        };
    }

    private Shape shape(String name) {
        JsonNode shape = shapes.path(name);
        if (shape.path("document").asBoolean()) {
            return new Shape.Anything();
        }
        return switch (shape.path("type").asText()) {
            case "structure" -> structure(name);
            case "list" -> {
                JsonNode member = shape.path("member");
                yield new Shape.ListOf(
                        shape(member.path("shape").asText()),
                        range(shape),
                        member.path("locationName").asText("member"));
            }
            case "map" ->
                new Shape.MapOf(
                        shape(shape.path("key").path("shape").asText()),
                        shape(shape.path("value").path("shape").asText()));
            case "string" -> new Shape.Text(values(shape), range(shape), pattern(shape));
            case "boolean" -> new Shape.Flag();
            case "integer", "long" -> new Shape.Numeric(true, range(shape));
            case "float", "double" -> new Shape.Numeric(false, range(shape));
            case "timestamp" -> new Shape.Time();
            case "blob" -> new Shape.Bytes();
            default -> throw new IllegalArgumentException("botocore has a shape " + name + " of a type unknown here");
        };
    }

    private static Range range(JsonNode shape) {
        return new Range(
                shape.path("min").asLong(Long.MIN_VALUE), shape.path("max").asLong(Long.MAX_VALUE));
    }

    private static Set<String> values(JsonNode shape) {
        Set<String> values = new HashSet<>();
        shape.path("enum").forEach(value -> values.add(value.asText()));
        return Set.copyOf(values);
    }

    /** Some are no patterns to Java; those are not checked. */
    private static Pattern pattern(JsonNode shape) {
        if (!shape.has("pattern")) {
            return null;
        }
        try {
            return Pattern.compile(shape.get("pattern").asText());
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
