package rekey.sandbox.aws;

/**
 * An error answer: what a client sees as an exception of the {@linkplain #type() type}.
 *
 * <p>A message never holds a parameter's value, a plaintext or anything else that a caller may want kept secret. It may
 * be null, because KMS sends some errors without one. There is no stack trace: an error is an answer, not a fault.
 */
public final class AwsError extends RuntimeException {
    private final int httpStatus;
    private final String type;

    public AwsError(int httpStatus, String type, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.type = type;
    }

    /** An error that the caller can mend: HTTP 400. */
    public static AwsError refused(String type, String message) {
        return new AwsError(400, type, message);
    }

    /** A {@code ValidationException} in the service's own words. */
    public static AwsError invalid(String message) {
        return refused("ValidationException", message);
    }

    /**
     * A {@code ValidationException} of the protocol layer, in AWS's shape but without the value, which may be a secret.
     *
     * @param member the path of the member as AWS writes it, {@code tags.1.member.key}
     * @param constraint what holds for the member, {@code Member must not be null}
     */
    public static AwsError constraint(String member, String constraint) {
        return invalid(
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String type() {
        return type;
    }
}
