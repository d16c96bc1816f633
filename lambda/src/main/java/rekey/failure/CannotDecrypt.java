package rekey.failure;

/**
 * A parameter was found, but its KMS key is disabled, deleted or out of reach. The operator repairs the key.
 */
public final class CannotDecrypt extends Failure {
    public CannotDecrypt(String parameters, Throwable cause) {
        super(
                "Cannot decrypt %s: its KMS key cannot be used.".formatted(parameters)
                        + " Enable the key, or cancel its deletion; if it is gone, store the values again under a new one.",
                cause);
    }
}
