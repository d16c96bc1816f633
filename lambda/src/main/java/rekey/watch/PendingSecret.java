package rekey.watch;

import java.time.Duration;
import java.util.Optional;
import rekey.failure.NotProvenYet;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;

/**
 * A new secret that is kept and not proven yet: it is tried again, in case that its message has ended in the dead-letter
 * queue, and people are told when the one in use ends within {@value #DAYS_BEFORE_THE_END} days all the same.
 */
record PendingSecret(Rotation rotation) implements Duty {
    private static final int DAYS_BEFORE_THE_END = 2;

    /** As long before the end of the secret in use the newer one is needed. */
    static final Duration BEFORE_THE_END = Duration.ofDays(DAYS_BEFORE_THE_END);

    @Override
    public String name() {
        return "the pending secret";
    }

    /** It exchanges and calls, with two secrets' worth of patience. */
    @Override
    public int weight() {
        return 3;
    }

    @Override
    public void attend(Round round) {
        Ledger ledger;
        try {
            ledger = rotation.promotion().promotePending(Round.WATCH, round.deadline(), round.journal());
        } catch (NotProvenYet e) {
            // Noted where it was found, and told when it takes too long.
            ledger = rotation.ledgers().read(round.deadline());
        }
        Optional<KnownSecret> pending = ledger.pending();
        Optional<KnownSecret> current = ledger.current();
        if (pending.isPresent() && current.isPresent() && isEnding(current.get(), round)) {
            rotation.announcer()
                    .say(
                            rotation.notices()
                                    .overlapEnding(pending.get(), current.get().ends()),
                            ledger,
                            round.deadline());
        }
    }

    static boolean isEnding(KnownSecret current, Round round) {
        return !round.now().isBefore(current.ends().minus(BEFORE_THE_END));
    }
}
