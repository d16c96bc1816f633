package rekey.sandbox.events;

import java.util.function.Supplier;
import rekey.sandbox.aws.Caller;

/**
 * What goes to a queue when its target cannot be had.
 *
 * @param queue its ARN
 * @param sender who sends it; throws what is thrown when a role cannot be assumed
 */
record DeadLetter(String queue, String message, Supplier<Caller> sender) {
    /** Without the message. */
    @Override
    public String toString() {
        return "DeadLetter[" + queue + "]";
    }
}
