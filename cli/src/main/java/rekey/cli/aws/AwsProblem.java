package rekey.cli.aws;

import java.util.Set;
import rekey.cli.CommandFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A call that AWS refused or did not answer, as one line for the operator: what failed, on what, what to do. AWS's own
 * message is left out, it may repeat what was sent.
 *
 * @param doing what was tried and on what, after "Cannot": {@code store /my-erp/lwa/clientsecret}
 * @param rights what it takes, after "Get": {@code ssm:PutParameter on it}
 */
public record AwsProblem(String doing, String rights) {
    private static final Set<String> RUN_OUT =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException");
    private static final Set<String> PASSING = Set.of(
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "TooManyUpdates",
            "InternalServerError",
            "ServiceUnavailable",
            "KMSInternalException",
            "DependencyTimeoutException");
    /** Of a function that is being restored, updated or made. */
    private static final Set<String> NOT_READY =
            Set.of("SnapStartNotReadyException", "ResourceConflictException", "ResourceNotReadyException");

    /** AWS's name for what went wrong; empty when there is none. */
    public static String code(SdkException thrown) {
        return thrown instanceof AwsServiceException refused
                        && refused.awsErrorDetails() != null
                        && refused.awsErrorDetails().errorCode() != null
                ? refused.awsErrorDetails().errorCode()
                : "";
    }

    /** Whether it is for want of a right. */
    public static boolean isDenied(SdkException thrown) {
        String code = code(thrown);
        return code.startsWith("AccessDenied") || code.startsWith("AuthorizationError") || code.startsWith("KMSAccess");
    }

    /** The line as something to throw. A {@link CommandFailure} that a call ended with stays what it is. */
    public CommandFailure failure(SdkException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure failure) {
                return failure;
            }
        }
        return new CommandFailure(line(thrown), thrown);
    }

    public String line(SdkException thrown) {
        String code = code(thrown);
        if (!(thrown instanceof AwsServiceException refused)) {
            return "Cannot %s: AWS does not answer. Check the network, the region and the endpoint.".formatted(doing);
        }
        if (isDenied(thrown)) {
            return "Cannot %s: access denied. Get %s.".formatted(doing, rights);
        }
        if (RUN_OUT.contains(code)) {
            return "Cannot %s: the AWS credentials have run out. Log in anew (aws sso login).".formatted(doing);
        }
        if (UNKNOWN.contains(code)) {
            return "Cannot %s: AWS does not know these credentials (%s). Check the profile, and the machine's clock."
                    .formatted(doing, code);
        }
        if (NOT_READY.contains(code)) {
            return "Cannot %s: it is not ready (%s). Call again in a minute.".formatted(doing, code);
        }
        if (PASSING.contains(code) || code.contains("Throttl") || refused.statusCode() >= 500) {
            return "Cannot %s: AWS is busy (%s). Try again in a minute.".formatted(doing, code);
        }
        if (code.startsWith("InvalidKeyId") || code.startsWith("KMS") || code.equals("DisabledException")) {
            return "Cannot %s: its KMS key cannot be used (%s). rekey status shows its state; deploy the stack if it is missing."
                    .formatted(doing, code);
        }
        return "Cannot %s: AWS refuses (%s, HTTP %d).".formatted(doing, code, refused.statusCode());
    }
}
