package rekey.failure;

/** The TLS connection to SP-API could not be trusted. Tokens are sent only after a handshake that succeeded. */
public final class SpApiUntrusted extends Failure {
    public SpApiUntrusted(String host, Throwable cause) {
        super(
                "No trusted TLS connection to %s.".formatted(host)
                        + " Look for a proxy that intercepts TLS, or a runtime too old for the certificate.",
                cause);
    }
}
