package rekey.token;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.BadRequest;
import rekey.function.JsonFields;

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

    /**
     * @param scopes those a caller may ask for
     * @throws BadRequest when it breaks a rule; the message never repeats a value that was sent
     */
    static TokenRequest read(InputStream input, List<String> scopes) throws IOException {
        JsonFields body = object(input.readNBytes(LARGEST + 1));
        refuseUnknownFields(body);
        if (body.has("seller") && body.has("scope")) {
            throw new BadRequest("A token is for a seller or for a scope, not for both: leave one of the two out.");
        }
        return new TokenRequest(grantee(body, scopes), flag(body, "forceRefresh"));
    }

    private static JsonFields object(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BadRequest("The request is empty." + USAGE);
        }
        if (bytes.length > LARGEST) {
            throw new BadRequest("The request is larger than %d bytes.".formatted(LARGEST) + USAGE);
        }
        Optional<JsonFields> body;
        try {
            body = JsonFields.read(bytes);
        } catch (IOException e) {
            // Of the parser, or of the decoder when the bytes are no text. Not chained: both quote what they could not
            // read.
            throw new BadRequest("The request is not one JSON text with each field once." + USAGE);
        }
        return body.orElseThrow(() -> new BadRequest("The request is not a JSON object." + USAGE));
    }

    private static void refuseUnknownFields(JsonFields body) {
        Set<String> unknown = new TreeSet<>();
        for (String name : body.names()) {
            if (!FIELDS.contains(name)) {
                unknown.add(HARMLESS_NAME.matcher(name).matches() ? name : "(a name of another form)");
            }
        }
        if (!unknown.isEmpty()) {
            throw new BadRequest("The request has unknown fields: %s.".formatted(String.join(", ", unknown)) + USAGE);
        }
    }

    private static Grantee grantee(JsonFields body, List<String> allowed) {
        if (body.has("seller")) {
            return parsed(body, "seller", Seller::named);
        }
        if (!body.has("scope")) {
            return Seller.DEFAULT;
        }
        Scopes scopes = parsed(body, "scope", Scopes::parse);
        if (!scopes.areAllIn(allowed)) {
            throw new BadRequest("This scope is not given to callers. They may ask for %s; REKEY_SCOPES sets the list."
                    .formatted(String.join(", ", allowed)));
        }
        return scopes;
    }

    private static <T> T parsed(JsonFields body, String field, Function<String, T> parse) {
        String text = body.text(field).orElseThrow(() -> new BadRequest("\"%s\" is a JSON string.".formatted(field)));
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("\"%s\" breaks a rule: %s".formatted(field, e.getMessage()));
        }
    }

    private static boolean flag(JsonFields body, String field) {
        Optional<Boolean> flag = body.flag(field);
        if (flag.isEmpty() && body.has(field)) {
            throw new BadRequest("\"%s\" is true or false.".formatted(field));
        }
        return flag.orElse(false);
    }
}
