package rekey.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one JSON object whose values are text, whole numbers, true or false; of any other value, that it is there.
 *
 * <p>Read token by token: a function's first call waits for every class that it loads, and the tree model brings hundreds.
 * Immutable.
 */
public final class JsonFields {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Object OTHER = new Object();

    private final Map<String, Object> values;

    private JsonFields(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * @param bytes in UTF-8, UTF-16 or UTF-32
     * @return empty when it is JSON, and not an object
     * @throws IOException when it is not one JSON text with each field once; what it says may repeat the text
     */
    public static Optional<JsonFields> read(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            Map<String, Object> values = new LinkedHashMap<>();
            if (object) {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    values.put(name, value(json));
                }
            } else {
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                throw new IOException("There is more than one JSON text.");
            }
            return object ? Optional.of(new JsonFields(values)) : Optional.empty();
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getNumberType() == NumberType.BIG_INTEGER ? OTHER : json.getLongValue();
            default -> {
                json.skipChildren();
                yield OTHER;
            }
        };
    }

    /** In the order of the text. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Empty when it is missing, or anything but a JSON string. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Empty when it is missing, or anything but a whole number that fits into 64 bits, written as one. */
    public Optional<Long> integer(String name) {
        return values.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** Empty when it is missing, or neither true nor false. */
    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }
}
