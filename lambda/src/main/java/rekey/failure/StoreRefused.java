package rekey.failure;

/**
 * Parameter Store refuses a read or a write for a reason that neither a right nor a key can cure: credentials of the function
 * that are not AWS's, or a defect of ours.
 */
public final class StoreRefused extends Failure {
    /** @param error AWS's name for it */
    public StoreRefused(String parameters, String error, Throwable cause) {
        super(
                "Parameter Store does not give or take %s (%s).".formatted(parameters, error)
                        + " Check the credentials that the function runs with; if they are right, report this message.",
                cause);
    }
}
