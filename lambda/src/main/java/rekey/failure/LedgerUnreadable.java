package rekey.failure;

/**
 * The ledger's parameter holds something that is no ledger: somebody has changed it by hand. The operator puts an earlier
 * version back; nothing is rotated meanwhile, and nothing is lost.
 */
public final class LedgerUnreadable extends Failure {
    /** @param problem what is wrong with it, without its text */
    public LedgerUnreadable(String parameter, long version, String problem) {
        super("Version %d of %s cannot be understood: %s.".formatted(version, parameter, problem)
                + " Put an earlier version's value back, or delete the parameter: it is then begun anew.");
    }
}
