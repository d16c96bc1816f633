package rekey.watch;

import java.time.Instant;
import rekey.function.Deadline;
import rekey.function.Journal;

/**
 * One run of the watch.
 *
 * @param now when it began, which is what time it is for all of it
 * @param deadline by when a duty must be through
 * @param readings what the duties found, in numbers
 */
record Round(Instant now, Deadline deadline, Journal journal, Readings readings) {
    /** Who did it, in the ledger. */
    static final String WATCH = "watch";

    Round until(Deadline sooner) {
        return new Round(now, sooner, journal, readings);
    }
}
