package rekey.failure;

/** A rotation, or taking one back, is not done now, for a reason of ours: it would endanger the secret in use. */
public final class RotationRefused extends Failure {
    /** @param why and what to do, in whole sentences */
    public RotationRefused(String why) {
        super(why);
    }
}
