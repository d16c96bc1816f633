package rekey.provision;

/**
 * Why CloudFormation is answered {@code FAILED}. The message is the answer's {@code Reason}: what failed, on what, what
 * to do. It holds no value of a parameter and no text that came from outside, and there is never a cause: what the SDK
 * throws may quote what it sent or read.
 */
final class ProvisionFailure extends RuntimeException {
    private final boolean passing;

    private ProvisionFailure(String reason, boolean passing) {
        super(reason);
        this.passing = passing;
    }

    ProvisionFailure(String reason) {
        this(reason, false);
    }

    /** A failure that may be over when the same is tried again. */
    static ProvisionFailure passing(String reason) {
        return new ProvisionFailure(reason, true);
    }

    boolean isPassing() {
        return passing;
    }
}
