package rekey.failure;

/** SP-API refuses for a reason that waiting does not cure. */
public final class SpApiRefused extends Failure {
    /**
     * @param what was asked of it
     * @param how it refused, in our words: a status, a code that it documents
     */
    public SpApiRefused(String what, String how) {
        super("SP-API refuses to %s (%s).".formatted(what, how)
                + " Compare the application's region and roles in the Developer Console with the deployment's.");
    }
}
