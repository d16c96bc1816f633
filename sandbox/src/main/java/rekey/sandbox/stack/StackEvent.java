package rekey.sandbox.stack;

import java.util.Locale;

/**
 * What became of one resource in a deployment.
 *
 * @param type {@code AWS::KMS::Key}
 */
public record StackEvent(String type, String logicalId, Outcome outcome) {
    public enum Outcome {
        MADE,
        CHANGED,
        /** Another is made in its place; the old one is deleted or kept at the end. */
        REPLACED,
        DELETED,
        /** It is no longer the stack's, and still there. */
        KEPT,
        /** A change is taken back, as the deployment failed. */
        RESTORED,
        FAILED
    }

    /** {@code AWS::KMS::Key VaultKeyCB88EF1A made}. */
    @Override
    public String toString() {
        return type + " " + logicalId + " " + outcome.name().toLowerCase(Locale.ROOT);
    }
}
