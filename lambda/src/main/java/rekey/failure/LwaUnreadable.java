package rekey.failure;

/**
 * LWA's answer is not the JSON it documents: something else answers in its place, or it is broken.
 */
public final class LwaUnreadable extends Failure {
    /** @param what what the answer was, without any of its text */
    public LwaUnreadable(String what) {
        super("LWA's answer cannot be read: %s.".formatted(what)
                + " Check REKEY_LWA_ENDPOINT and any proxy in between; if both are right, try again in a minute.");
    }
}
