package rekey.sandbox.events;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rekey.sandbox.aws.Caller;

/**
 * A message that is to reach a target.
 *
 * @param target its ARN
 * @param sender who brings it, asked at each attempt; throws what is thrown when a role cannot be assumed
 * @param deadLetter what to do when it fails for good; empty to drop it
 * @param end is told when it failed for good, and nothing when it succeeds
 */
record Errand(
        String target,
        String message,
        Supplier<Caller> sender,
        RetryPolicy retries,
        Optional<DeadLetter> deadLetter,
        Consumer<End> end) {
    /** How an errand ends that fails. */
    enum End {
        /** The target did not get it; with a dead-letter queue, one of the others follows. */
        FAILED,
        SENT_TO_QUEUE,
        NOT_SENT_TO_QUEUE
    }

    /** Without the message. */
    @Override
    public String toString() {
        return "Errand[" + target + "]";
    }
}
