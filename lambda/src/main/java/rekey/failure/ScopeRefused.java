package rekey.failure;

/**
 * LWA does not grant this scope to the application ({@code invalid_scope}, {@code unauthorized_client}).
 */
public final class ScopeRefused extends Failure {
    public ScopeRefused(String scopes, String error) {
        super("LWA does not grant %s to this application (%s).".formatted(scopes, error)
                + " Check its spelling and the application's roles in the Developer Console.");
    }
}
