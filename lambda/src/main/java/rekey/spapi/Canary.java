package rekey.spapi;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/**
 * What a call to SP-API proves about the secret behind its token. That LWA gives a token proves nothing: LWA goes on to do
 * so for a secret that SP-API does not accept any more.
 *
 * @param verdict what it proves
 * @param detail how SP-API said so, in our words, such as {@code HTTP 403, the LWA secret has expired}
 */
public record Canary(Verdict verdict, String detail) {
    /** What a call proves. */
    public enum Verdict {
        /** The secret works. */
        HEALTHY,
        /** SP-API does not accept the secret: it has expired, or is so new that SP-API does not know it yet. */
        SECRET_EXPIRED,
        /** The token was refused for itself: expired, revoked, of another region. Another token may work. */
        TOKEN_REFUSED,
        /** The call is not allowed to this application; proves nothing about the secret. */
        NOT_ALLOWED,
        /** No answer, or one that proves nothing. */
        UNKNOWN
    }

    public boolean isHealthy() {
        return verdict == Verdict.HEALTHY;
    }

    /**
     * Goes by the status and, of HTTP 403, by what its errors say. A body that is not SP-API's proves nothing, whatever
     * the status: it may be that of a proxy.
     *
     * @throws IOException when the connection breaks before the answer is whole
     */
    static Canary of(Response response) throws IOException {
        int status = response.code();
        String http = "HTTP " + status;
        if (status == 200) {
            return ErrorList.object(response).isPresent()
                    ? new Canary(Verdict.HEALTHY, http)
                    : new Canary(Verdict.UNKNOWN, http + " without a JSON object of up to 64 KiB");
        }
        if (status != 403) {
            return new Canary(Verdict.UNKNOWN, http);
        }
        Optional<ErrorList> errors = ErrorList.read(response);
        return errors.map(Canary::forbidden)
                .orElseGet(() -> new Canary(Verdict.UNKNOWN, http + " without errors of SP-API's"));
    }

    private static Canary forbidden(ErrorList errors) {
        if (errors.saysThatTheSecretHasExpired()) {
            return new Canary(Verdict.SECRET_EXPIRED, "HTTP 403, the LWA secret has expired");
        }
        if (errors.saysThatTheTokenIsNoGood()) {
            return new Canary(Verdict.TOKEN_REFUSED, "HTTP 403, the access token is expired, revoked or malformed");
        }
        return new Canary(
                Verdict.NOT_ALLOWED,
                "HTTP 403" + errors.code().map(code -> ", " + code).orElse(""));
    }
}
