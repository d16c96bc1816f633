package rekey.provision;

/**
 * Why CloudFormation is answered {@code FAILED}. The message is the answer's {@code Reason}: what failed, on what, what
 * to do. It holds no value of a parameter and no text that came from outside, and there is never a cause: what the SDK
 * throws may quote what it sent or read.
 */
final class ProvisionFailure extends RuntimeException {
    private final boolean passing;
    private final boolean denied;

    private ProvisionFailure(String reason, boolean passing, boolean denied) {
        super(reason);
        this.passing = passing;
        this.denied = denied;
    }

    ProvisionFailure(String reason) {
        this(reason, false, false);
    }

    /** A failure that may be over when the same is tried again. */
    static ProvisionFailure passing(String reason) {
        return new ProvisionFailure(reason, true, false);
    }

    /** A failure for want of a right, which may yet come. */
    static ProvisionFailure denied(String reason) {
        return new ProvisionFailure(reason, true, true);
    }

    boolean isPassing() {
        return passing;
    }

    boolean isDenied() {
        return denied;
    }
}
