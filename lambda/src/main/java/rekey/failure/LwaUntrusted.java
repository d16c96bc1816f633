package rekey.failure;

/**
 * The TLS connection to LWA could not be trusted. Credentials are sent only after a handshake that succeeded.
 */
public final class LwaUntrusted extends Failure {
    public LwaUntrusted(String host, Throwable cause) {
        super(
                "No trusted TLS connection to %s.".formatted(host)
                        + " Look for a proxy that intercepts TLS, or a runtime too old for the certificate.",
                cause);
    }
}
