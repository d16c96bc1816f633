package rekey.sandbox.aws;

import java.util.Optional;

/**
 * An error answer: what a client sees as an exception of the {@linkplain #type() type}.
 *
 * <p>A message never holds a parameter's value, a plaintext or anything else that a caller may want kept secret. It may
 * be null, because KMS sends some errors without one. There is no stack trace: an error is an answer, not a fault.
 */
public final class AwsError extends RuntimeException {
    private final int httpStatus;
    private final String type;
    private final String queryCode;

    public AwsError(int httpStatus, String type, String message) {
        this(httpStatus, type, null, message);
    }

    /**
     * An error of a service that once spoke the query protocol and <a
     * href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">lets its
     * clients keep the codes of then</a>.
     *
     * @param queryCode what they show as the error's code, {@code AWS.SimpleQueueService.NonExistentQueue}
     */
    public AwsError(int httpStatus, String type, String queryCode, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.type = type;
        this.queryCode = queryCode;
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

    /** Its code in the query protocol that the service has left, empty for all others. */
    public Optional<String> queryCode() {
        return Optional.ofNullable(queryCode);
    }

    /** {@code Sender} when the caller can mend it, or {@code Receiver}. */
    public String blamed() {
        return httpStatus < 500 ? "Sender" : "Receiver";
    }
}
