package rekey.spapi;

/**
 * What SP-API said to a request for a new secret.
 *
 * @param detail in our words, such as {@code HTTP 503}; never text that came from outside
 */
public record RotationAnswer(Kind kind, String detail) {
    /** What it means. */
    public enum Kind {
        /** A new secret was issued and is on its way to the queue. */
        ACCEPTED,
        /** No answer, or one that leaves open whether a new secret was issued. */
        UNCLEAR,
        /** None was issued: Amazon does not know where to send it. */
        NOT_ENROLLED,
        /** None was issued: more than one request a minute. */
        THROTTLED,
        /** None was issued, for another reason. */
        REFUSED
    }
}
