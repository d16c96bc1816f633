package rekey.rotation;

import java.util.function.Supplier;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.LedgerStore;
import rekey.notice.Announcer;
import rekey.notice.Notice;

/** Tells people a thing once, where that must hold nothing else up. Thread-safe. */
record Messenger(Announcer announcer, LedgerStore ledgers) {

    /** Whoever calls this sees to it that it is tried again when it fails, which the journal says. */
    void tell(Supplier<Notice> notice, Deadline deadline, Journal journal) {
        try {
            announcer.say(notice.get(), ledgers.read(deadline), deadline);
        } catch (Failure e) {
            journal.warn("notice.failed", "failure", e.getClass().getSimpleName(), "problem", e.getMessage());
        }
    }
}
