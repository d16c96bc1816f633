package rekey.failure;

/**
 * LWA refuses the request for a reason that neither a seller nor a new secret can cure: a defect of ours, or a change
 * at LWA.
 */
public final class LwaRefused extends Failure {
    public LwaRefused(int status, String error) {
        super("LWA refuses the exchange: HTTP %d, %s.".formatted(status, error)
                + " This points at Rekey or at a change at LWA; report it with this message.");
    }
}
