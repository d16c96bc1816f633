package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Conditions on a line's JSON. What compares something that is not there, or not of the kind, does not hold. */
sealed interface JsonPattern extends FilterPattern {
    boolean holds(JsonNode json);

    @Override
    default boolean matches(String line, JsonNode json) {
        return json.isObject() && holds(json);
    }

    record All(List<JsonPattern> parts) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            return parts.stream().allMatch(part -> part.holds(json));
        }
    }

    record Any(List<JsonPattern> parts) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            return parts.stream().anyMatch(part -> part.holds(json));
        }
    }

    /** @param text what a string must be; {@code *} in it stands for anything */
    record Text(Selector selector, boolean equal, Pattern text) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            JsonNode there = selector.in(json);
            return there.isTextual() && text.matcher(there.textValue()).matches() == equal;
        }
    }

    /** @param operator one of {@code = != < <= > >=} */
    record Amount(Selector selector, String operator, BigDecimal number) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            JsonNode there = selector.in(json);
            if (!there.isNumber()) {
                return false;
            }
            int compared = there.decimalValue().compareTo(number);
            return switch (operator) {
                case "=" -> compared == 0;
                case "!=" -> compared != 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                default -> compared >= 0;
            };
        }
    }

    record Null(Selector selector) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            return selector.in(json).isNull();
        }
    }

    record Flag(Selector selector, boolean value) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            JsonNode there = selector.in(json);
            return there.isBoolean() && there.booleanValue() == value;
        }
    }

    record NotThere(Selector selector) implements JsonPattern {
        @Override
        public boolean holds(JsonNode json) {
            return selector.in(json).isMissingNode();
        }
    }
}
