package rekey.watch;

import java.time.Duration;
import java.util.Optional;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;

/**
 * The end of the secret in use, as the ledger knows it: people hear of it 25, 12, 5, 2 and 1 days before, and when it has
 * come. Parameter Store's own reminders, which EventBridge may drop, are not relied on, nor is its count of days, which
 * starts again with every put.
 *
 * <p>When rotation is automatic they hear only of one that should have been rotated by now. While a newer secret waits
 * to be proven, and after one was taken back, the next thing to happen is another, so that they hear later.
 */
record ExpiryLadder(Rotation rotation) implements Duty {
    private static final Ladder USUAL = Ladder.of(25, 12, 5, 2, 1, 0);
    /** Amazon ends it soon because a newer one was issued, which had been in use. */
    private static final Ladder TAKEN_BACK = Ladder.of(5, 2, 1, 0);
    /** Two days before, they were told by {@link PendingSecret}. */
    private static final Ladder PENDING = Ladder.of(1, 0);

    /** How long a rotation that is due may take before it is overdue. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    @Override
    public String name() {
        return "the reminders";
    }

    @Override
    public void attend(Round round) {
        Ledger ledger = rotation.ledgers().read(round.deadline());
        Optional<KnownSecret> found = ledger.current();
        if (found.isEmpty()) {
            return;
        }
        KnownSecret current = found.get();
        boolean automatic = rotation.settings().automatic() && ledger.isEnrolled();
        if (automatic && !isOverdue(current, ledger, round)) {
            return;
        }
        Duration left = Duration.between(round.now(), current.ends());
        ladder(current, ledger)
                .rung(left)
                .map(rung -> Ladder.once(
                        rotation.notices().expiring(current, Ladder.daysLeft(left), automatic),
                        rotation.notices().expiring(current, rung, automatic)))
                .ifPresent(notice -> rotation.announcer().say(notice, ledger, round.deadline()));
    }

    private static Ladder ladder(KnownSecret current, Ledger ledger) {
        if (ledger.pending().isPresent()) {
            return PENDING;
        }
        return current.retires().isPresent() ? TAKEN_BACK : USUAL;
    }

    private boolean isOverdue(KnownSecret current, Ledger ledger, Round round) {
        boolean underWay = ledger.requestUnderWay(round.now())
                .filter(request -> round.now().isBefore(request.at().plus(PATIENCE)))
                .isPresent();
        return !underWay
                && !round.now()
                        .isBefore(current.ends()
                                .minus(rotation.settings().before())
                                .plus(PATIENCE));
    }
}
