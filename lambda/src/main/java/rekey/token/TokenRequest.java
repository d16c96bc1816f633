package rekey.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.BadRequest;

/**
 * What a caller asks for.
 *
 * @param forceRefresh exchange anew even when a token is cached; for the one retry after SP-API refused a token
 */
record TokenRequest(Grantee grantee, boolean forceRefresh) {
    /** Ample for the longest legal request. */
    private static final int LARGEST = 4 * 1024;

    private static final Set<String> FIELDS = Set.of("seller", "scope", "forceRefresh");
    private static final String USAGE =
            " Send {} for the default seller, {\"seller\":\"ID\"} or {\"scope\":\"NAME\"}, and \"forceRefresh\":true if wanted.";
    /** A name that may be repeated in a message: too short, and of too few characters, to be a credential. */
    private static final Pattern HARMLESS_NAME = Pattern.compile("[A-Za-z_]{1,24}");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /**
     * @param scopes those a caller may ask for
     * @throws BadRequest when it breaks a rule; the message never repeats a value that was sent
     */
    static TokenRequest read(InputStream input, List<String> scopes) throws IOException {
        JsonNode body = object(input.readNBytes(LARGEST + 1));
        refuseUnknownFields(body);
        if (body.has("seller") && body.has("scope")) {
            throw new BadRequest("A token is for a seller or for a scope, not for both: leave one of the two out.");
        }
        return new TokenRequest(grantee(body, scopes), flag(body, "forceRefresh"));
    }

    private static JsonNode object(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BadRequest("The request is empty." + USAGE);
        }
        if (bytes.length > LARGEST) {
            throw new BadRequest("The request is larger than %d bytes.".formatted(LARGEST) + USAGE);
        }
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (IOException e) {
            // Of the parser, or of the decoder when the bytes are no text. Not chained: both quote what they could not
            // read.
            throw new BadRequest("The request is not one JSON text with each field once." + USAGE);
        }
        if (!body.isObject()) {
            throw new BadRequest("The request is not a JSON object." + USAGE);
        }
        return body;
    }

    private static void refuseUnknownFields(JsonNode body) {
        Set<String> unknown = new TreeSet<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                unknown.add(HARMLESS_NAME.matcher(name).matches() ? name : "(a name of another form)");
            }
        });
        if (!unknown.isEmpty()) {
            throw new BadRequest("The request has unknown fields: %s.".formatted(String.join(", ", unknown)) + USAGE);
        }
    }

    private static Grantee grantee(JsonNode body, List<String> allowed) {
        if (body.has("seller")) {
            return parsed(body.get("seller"), "seller", Seller::named);
        }
        if (!body.has("scope")) {
            return Seller.DEFAULT;
        }
        Scopes scopes = parsed(body.get("scope"), "scope", Scopes::parse);
        if (!scopes.areAllIn(allowed)) {
            throw new BadRequest("This scope is not given to callers. They may ask for %s; REKEY_SCOPES sets the list."
                    .formatted(String.join(", ", allowed)));
        }
        return scopes;
    }

    private static <T> T parsed(JsonNode value, String field, Function<String, T> parse) {
        if (!value.isTextual()) {
            throw new BadRequest("\"%s\" is a JSON string.".formatted(field));
        }
        try {
            return parse.apply(value.textValue());
        } catch (IllegalArgumentException e) {
            throw new BadRequest("\"%s\" breaks a rule: %s".formatted(field, e.getMessage()));
        }
    }

    private static boolean flag(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new BadRequest("\"%s\" is true or false.".formatted(field));
        }
        return value.asBoolean(false);
    }
}
