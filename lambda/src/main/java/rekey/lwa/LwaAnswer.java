package rekey.lwa;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Response;
import okio.BufferedSource;
import rekey.credential.Grantee.Scopes;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.failure.LwaRedirected;
import rekey.failure.LwaRefused;
import rekey.failure.LwaUnreadable;
import rekey.failure.ReauthorizeSeller;
import rekey.failure.ScopeRefused;
import rekey.failure.SecretRejected;
import rekey.function.JsonFields;

/**
 * What an answer of LWA means.
 *
 * <p>Goes by the status and the {@code error} code alone. The {@code error_description} is for people, changes its
 * wording, and is not trusted to be free of credentials: it is dropped, and so is every exception of the parser, which
 * quotes what it could not read.
 */
final class LwaAnswer {
    /** Far above the documented 2,048 bytes of a token, far below what could hurt. */
    private static final int LARGEST_BODY = 64 * 1024;
    /** LWA says an hour. A longer life than a day would be a mistake, and is believed for a day. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private static final Set<String> PASSING = Set.of("slow_down", "temporarily_unavailable", "server_error");
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final Grant grant;
    private final ParameterNames names;

    LwaAnswer(Grant grant, ParameterNames names) {
        this.grant = grant;
        this.names = names;
    }

    /**
     * @param asked when the request was sent; the token's life is counted from here, on the safe side
     * @throws Passing when another attempt may succeed
     * @throws Failure when none can
     * @throws IOException when the connection breaks before the answer is whole
     */
    AccessToken read(Response response, Instant asked) throws IOException, Passing {
        int status = response.code();
        if (status == 429 || status == 408 || status >= 500) {
            throw new Passing("HTTP " + status, RetryAfter.of(response));
        }
        if (status >= 300 && status < 400) {
            throw new LwaRedirected(status);
        }
        JsonFields body = json(status, response.body().source());
        if (status == 200) {
            return token(body, asked);
        }
        String error = body.text("error").orElse("");
        if (status < 400 || !ERROR_CODE.matcher(error).matches()) {
            throw new LwaUnreadable("HTTP %d without an error code".formatted(status));
        }
        if (PASSING.contains(error)) {
            throw new Passing("HTTP %d, %s".formatted(status, error), RetryAfter.of(response));
        }
        throw failure(status, error);
    }

    private Failure failure(int status, String error) {
        boolean scopes = grant.grantee() instanceof Scopes;
        if (error.equals("invalid_client")) {
            return new SecretRejected(names.clientIdentifier(), names.clientSecret());
        }
        if (error.equals("invalid_grant") && grant instanceof Grant.RefreshToken seller) {
            return new ReauthorizeSeller(seller.grantee().toString(), names.refreshToken(seller.grantee()));
        }
        if (scopes && (error.equals("invalid_scope") || error.equals("unauthorized_client"))) {
            return new ScopeRefused(grant.grantee().toString(), error);
        }
        return new LwaRefused(status, error);
    }

    private static AccessToken token(JsonFields body, Instant asked) {
        Optional<String> value =
                body.text("access_token").filter(text -> TOKEN.matcher(text).matches());
        Optional<Long> life = body.integer("expires_in").filter(seconds -> seconds > 0);
        if (value.isEmpty()) {
            throw new LwaUnreadable("HTTP 200 without a usable access_token");
        }
        if (life.isEmpty()) {
            throw new LwaUnreadable("HTTP 200 without a usable expires_in");
        }
        if (!body.text("token_type").orElse("").equalsIgnoreCase("bearer")) {
            throw new LwaUnreadable("HTTP 200 with a token_type other than bearer");
        }
        Duration lifetime = Duration.ofSeconds(Math.min(life.get(), LONGEST_LIFE.toSeconds()));
        return new AccessToken(Secret.of(value.get()), asked, asked.plus(lifetime));
    }

    private static JsonFields json(int status, BufferedSource source) throws IOException {
        if (source.request(LARGEST_BODY + 1)) {
            throw new LwaUnreadable("HTTP %d with more than %d bytes".formatted(status, LARGEST_BODY));
        }
        byte[] bytes = source.readByteArray();
        if (bytes.length == 0) {
            throw new LwaUnreadable("HTTP %d without a body".formatted(status));
        }
        Optional<JsonFields> body;
        try {
            body = JsonFields.read(bytes);
        } catch (IOException e) {
            // Of the parser, or of the decoder when the bytes are no text.
            body = Optional.empty();
        }
        return body.orElseThrow(() ->
                new LwaUnreadable("HTTP %d with %d bytes that are no JSON object".formatted(status, bytes.length)));
    }

    /** An answer after which another attempt may succeed. */
    static final class Passing extends Exception {
        private final transient Duration retryAfter;

        Passing(String what, Duration retryAfter) {
            super(what);
            this.retryAfter = retryAfter;
        }

        Duration retryAfter() {
            return retryAfter;
        }
    }
}
