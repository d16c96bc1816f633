package rekey.failure;

/**
 * A new secret is kept, and does not work everywhere yet: Amazon needs up to an hour. It is tried again by itself.
 */
public final class NotProvenYet extends Failure {
    /** @param why what says that it does not work yet */
    public NotProvenYet(String why) {
        super("The new client secret is kept as pending, and is not used yet: %s.".formatted(why)
                + " It is tried again by itself; the current one goes on to be used.");
    }
}
