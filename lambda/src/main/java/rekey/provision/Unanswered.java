package rekey.provision;

/**
 * CloudFormation could not be answered. Thrown out of the function, so that Lambda runs an asynchronous invocation again
 * (twice, with a pause); the message holds nothing of the event or of the response URL, and there is never a cause.
 */
final class Unanswered extends RuntimeException {
    Unanswered(String message) {
        super(message);
    }
}
