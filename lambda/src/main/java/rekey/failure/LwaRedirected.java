package rekey.failure;

/**
 * LWA, or something in its place, answered with a redirect. It was not followed: credentials go to one address only.
 */
public final class LwaRedirected extends Failure {
    public LwaRedirected(int status) {
        super("LWA answered HTTP %d, a redirect; it was not followed with credentials.".formatted(status)
                + " Check REKEY_LWA_ENDPOINT and any proxy in between.");
    }
}
