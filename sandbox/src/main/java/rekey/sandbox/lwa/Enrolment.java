package rekey.sandbox.lwa;

import java.util.UUID;

/**
 * What an application's <a
 * href="https://developer-docs.amazon.com/sp-api/docs/set-up-credential-rotation-notifications">notification
 * preferences</a> say.
 *
 * @param expiryQueue the ARN of the queue for EXPIRY
 * @param newSecretQueue the ARN of the queue for NEW_SECRET
 * @param expirySubscription Amazon's id of the first subscription
 * @param newSecretSubscription Amazon's id of the second
 */
public record Enrolment(
        String expiryQueue, String newSecretQueue, String expirySubscription, String newSecretSubscription) {
    static Enrolment of(String expiryQueue, String newSecretQueue) {
        return new Enrolment(
                expiryQueue,
                newSecretQueue,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
    }

    /** The ARN of the queue for messages of a type. */
    public String queue(MessageType type) {
        return type == MessageType.EXPIRY ? expiryQueue : newSecretQueue;
    }

    String subscription(MessageType type) {
        return type == MessageType.EXPIRY ? expirySubscription : newSecretSubscription;
    }
}
