package rekey.sandbox.sqs;

import java.time.Instant;
import java.util.Optional;

/**
 * How often a message was received.
 *
 * @param times in all queues that it was in
 * @param timesHere in the queue where it is, which a redrive policy counts
 * @param first when it was first received, in any queue
 * @param last when it was last received in this queue
 * @param receipt by what its last receiver in this queue may delete it
 */
record Receptions(int times, int timesHere, Optional<Instant> first, Optional<Instant> last, Optional<String> receipt) {
    static final Receptions NONE = new Receptions(0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    Receptions oneMore(Instant now, String newReceipt) {
        return new Receptions(
                times + 1, timesHere + 1, first.or(() -> Optional.of(now)), Optional.of(now), Optional.of(newReceipt));
    }

    Receptions elsewhere() {
        return new Receptions(times, 0, first, Optional.empty(), Optional.empty());
    }
}
