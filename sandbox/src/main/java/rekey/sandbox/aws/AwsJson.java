package rekey.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;

/** JSON as AWS's services write it. Safe for use by several threads. */
public final class AwsJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AwsJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A time as AWS JSON 1.1 writes it: seconds since the epoch as a number, here with three decimals. */
    public static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    /**
     * Reads JSON that a caller sent inside a string.
     *
     * @throws JsonProcessingException when it is none; do not pass its message on, it may quote the text
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
