package rekey.spapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The <a href="https://developer-docs.amazon.com/sp-api/docs/response-codes">errors</a> in an answer of SP-API.
 *
 * <p>What a 403 is about, only its text says, and the wording varies: it is looked through for telling words and then
 * dropped, with every exception of the parser, which quotes what it could not read. Nothing of it gets out but the codes
 * that Amazon documents.
 */
record ErrorList(List<Entry> entries) {
    /** Far above anything that SP-API says here, far below what could hurt. */
    private static final int LARGEST_BODY = 64 * 1024;

    private static final Set<String> DOCUMENTED = Set.of(
            "AccessDenied",
            "BadRequest",
            "Forbidden",
            "InternalFailure",
            "InvalidInput",
            "InvalidRequest",
            "MissingParameter",
            "NotFound",
            "QuotaExceeded",
            "ServiceUnavailable",
            "Unauthorized",
            "UnsupportedMediaType");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One of the errors. Its text came from outside. */
    private record Entry(String code, String text) {
        boolean says(String... words) {
            return Stream.of(words).allMatch(text::contains);
        }

        @Override
        public String toString() {
            return DOCUMENTED.contains(code) ? code : "undocumented";
        }
    }

    /**
     * @return empty when the body is no JSON object of up to 64 KiB with a list of errors, as of a proxy or a load balancer
     * @throws IOException when the connection breaks before the body is whole
     */
    static Optional<ErrorList> read(Response response) throws IOException {
        return object(response)
                .map(body -> body.path("errors"))
                .filter(JsonNode::isArray)
                .map(ErrorList::of);
    }

    /**
     * The JSON object that is the body.
     *
     * @return empty when it is none, or of more than 64 KiB
     * @throws IOException when the connection breaks before the body is whole
     */
    static Optional<JsonNode> object(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST_BODY + 1)) {
            return Optional.empty();
        }
        byte[] bytes = source.readByteArray();
        try {
            return Optional.ofNullable(JSON.readTree(bytes)).filter(JsonNode::isObject);
        } catch (IOException e) {
            // Of the parser alone, the bytes are here. Not passed on: it quotes them.
            return Optional.empty();
        }
    }

    private static ErrorList of(JsonNode errors) {
        List<Entry> entries = new ArrayList<>();
        errors.forEach(error -> entries.add(new Entry(
                error.path("code").asText(),
                Stream.of("message", "details")
                        .map(field -> error.path(field).asText())
                        .reduce("", (all, text) -> all + " " + text)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " "))));
        return new ErrorList(List.copyOf(entries));
    }

    boolean saysThatTheSecretHasExpired() {
        return entries.stream().anyMatch(error -> error.says("secret", "expired"));
    }

    boolean saysThatTheTokenIsNoGood() {
        return entries.stream()
                .anyMatch(error -> error.says("access token", "expired")
                        || error.says("access token", "revoked")
                        || error.says("access token", "malformed"));
    }

    boolean saysThatTheApplicationIsNotEnrolled() {
        return entries.stream()
                .anyMatch(error -> error.code().equalsIgnoreCase("InvalidInput") && error.says("not enrolled"));
    }

    /** The first code, when it is a documented one. */
    Optional<String> code() {
        return entries.stream().map(Entry::code).findFirst().filter(DOCUMENTED::contains);
    }
}
