package rekey.sandbox.contract.shape;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The errors that every operation has without its model saying so: those of the protocol and of signing in, <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html">for JSON</a> and <a
 * href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">for the query protocol</a>.
 */
final class CommonErrors {
    private static final Set<String> JSON = Set.of(
            "AccessDeniedException",
            "IncompleteSignatureException",
            "InternalServerError",
            "MissingAuthenticationTokenException",
            "NotAuthorizedException",
            "RequestEntityTooLargeException",
            "SerializationException",
            "ThrottlingException",
            "UnknownOperationException",
            "ValidationException");

    private static final Set<String> QUERY = Set.of(
            "AccessDenied",
            "IncompleteSignature",
            "InternalFailure",
            "InvalidAction",
            "MalformedQueryString",
            "MissingAction",
            "MissingAuthenticationToken",
            "RequestEntityTooLarge",
            "Throttling",
            "ValidationError");

    /** Those that SQS has on its <a
     * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">own page</a>. */
    private static final Set<String> SQS = Set.of(
            "InvalidParameterCombination", "InvalidParameterValue", "MissingParameter", "MissingRequiredParameter");

    private CommonErrors() {}

    static boolean includes(Service service, String code) {
        Set<String> common = service.isQuery() ? QUERY : JSON;
        return Stream.concat(common.stream(), service == Service.SQS ? SQS.stream() : Stream.empty())
                .anyMatch(error -> Operation.plain(error).equals(Operation.plain(code)));
    }
}
