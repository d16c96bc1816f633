package rekey.notice;

import java.time.Clock;
import rekey.function.Deadline;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;

/**
 * Tells people a thing once. A notice is published, and then noted in the ledger: a crash in between sends it twice rather
 * than never. Thread-safe.
 */
public final class Announcer {
    private final NoticeTopic topic;
    private final LedgerStore ledgers;
    private final Clock clock;

    public Announcer(NoticeTopic topic, LedgerStore ledgers, Clock clock) {
        this.topic = topic;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /**
     * Publishes {@code notice} unless it was said before.
     *
     * @param known the ledger as it was read
     * @return the ledger with it
     * @throws rekey.failure.Failure as {@link NoticeTopic#publish} and {@link LedgerStore#add} do; it is said again then
     */
    public Ledger say(Notice notice, Ledger known, Deadline deadline) {
        if (known.said().containsKey(notice.key())) {
            return known;
        }
        topic.publish(notice, deadline);
        return ledgers.add(
                "rekey",
                "told people: " + notice.subject(),
                now -> now.saying(notice.key(), clock.instant()),
                deadline);
    }
}
