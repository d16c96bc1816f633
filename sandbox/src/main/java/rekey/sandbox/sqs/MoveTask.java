package rekey.sandbox.sqs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import rekey.sandbox.aws.Caller;

/**
 * Messages on their way out of a dead-letter queue.
 *
 * @param destination empty for the queues that gave the messages up
 * @param perSecond empty for as fast as can be
 * @param toMove how many there were at the start
 */
record MoveTask(
        String handle,
        Caller caller,
        QueueArn source,
        Optional<QueueArn> destination,
        OptionalInt perSecond,
        Instant started,
        int toMove,
        int moved,
        String status,
        Optional<String> failure) {
    static final String RUNNING = "RUNNING";
    static final String COMPLETED = "COMPLETED";
    static final String CANCELLED = "CANCELLED";
    static final String FAILED = "FAILED";

    boolean isRunning() {
        return status.equals(RUNNING);
    }

    MoveTask oneMore() {
        return new MoveTask(
                handle, caller, source, destination, perSecond, started, toMove, moved + 1, status, failure);
    }

    MoveTask ended(String how, Optional<String> why) {
        return new MoveTask(handle, caller, source, destination, perSecond, started, toMove, moved, how, why);
    }
}
