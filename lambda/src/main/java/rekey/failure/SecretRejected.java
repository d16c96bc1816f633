package rekey.failure;

/**
 * LWA rejects the application's client identifier and secret ({@code invalid_client}), also after they were read again.
 */
public final class SecretRejected extends Failure {
    public SecretRejected(String clientIdentifier, String clientSecret) {
        super("LWA rejects the application's credentials (invalid_client)."
                + " Compare %s and %s with the Developer Console;".formatted(clientIdentifier, clientSecret)
                + " if the secret was rotated more than 7 days ago, store the new one.");
    }
}
