package rekey.spapi;

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
}
