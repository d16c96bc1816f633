package rekey.sandbox.sqs;

import rekey.sandbox.aws.AwsError;

/**
 * SQS's errors, each with its type in the JSON protocol and its code in the query protocol, which the clients still show (<a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">the common ones</a>). The
 * messages quote neither bodies nor receipt handles.
 */
final class Refusals {
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private Refusals() {}

    static AwsError noQueue() {
        return new AwsError(
                400, "QueueDoesNotExist", PREFIX + "NonExistentQueue", "The specified queue does not exist.");
    }

    /** For the operations that name a queue by its ARN. */
    static AwsError noResource(String parameter) {
        String type = "ResourceNotFoundException";
        return new AwsError(
                404, type, type, "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }

    static AwsError nameTaken(String attribute) {
        return new AwsError(
                400,
                "QueueNameExists",
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static AwsError deletedRecently() {
        return prefixed(
                400,
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    static AwsError purgedRecently(String queue) {
        return prefixed(
                403,
                "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.");
    }

    static AwsError unknownAttribute(String name) {
        return own("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    /** @param rule what holds for the attribute, as a sentence */
    static AwsError attributeValue(String name, String rule) {
        return own("InvalidAttributeValue", "Invalid value for the parameter " + name + ". Reason: " + rule);
    }

    /** @param rule what holds for the parameter, as a sentence */
    static AwsError parameter(String name, String rule) {
        return new AwsError(
                400,
                "InvalidParameterValueException",
                "InvalidParameterValue",
                "The value for parameter " + name + " is invalid. Reason: " + rule);
    }

    static AwsError missing(String parameter) {
        return new AwsError(
                400,
                "MissingRequiredParameterException",
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    static AwsError unsupported(String message) {
        return prefixed(400, "UnsupportedOperation", message);
    }

    static AwsError characters() {
        return own(
                "InvalidMessageContents",
                "Invalid characters found. Valid unicode characters are"
                        + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    static AwsError receiptHandle() {
        String type = "ReceiptHandleIsInvalid";
        return new AwsError(404, type, type, "The input receipt handle is invalid.");
    }

    static AwsError notInFlight() {
        return prefixed(400, "MessageNotInflight", "The message is not in flight: it is visible.");
    }

    static AwsError batch(String type, String message) {
        return prefixed(400, type, message);
    }

    static AwsError denied(String reason) {
        return new AwsError(403, "AccessDeniedException", "AccessDenied", reason);
    }

    /** @param type SQS's name for it, {@code KmsDisabled} */
    static AwsError kms(String type, String code, String message) {
        return new AwsError(400, type, "KMS." + code, message);
    }

    private static AwsError own(String type, String message) {
        return new AwsError(400, type, type, message);
    }

    private static AwsError prefixed(int status, String type, String message) {
        return new AwsError(status, type, PREFIX + type, message);
    }
}
