package rekey.credential;

/**
 * What a credential's parameter holds until its real value is stored. CloudFormation's custom resource writes it, and
 * every reader recognises it as "not set yet", so that it is never sent to LWA.
 */
public final class Placeholder {
    public static final String VALUE = "rekey:not-set-yet";

    private Placeholder() {}

    /** Whether {@code value}, with any white space around it, is the placeholder. */
    public static boolean is(String value) {
        return value.strip().equals(VALUE);
    }
}
