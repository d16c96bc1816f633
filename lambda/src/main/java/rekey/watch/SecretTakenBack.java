package rekey.watch;

import rekey.ledger.KnownSecret;
import rekey.rotation.Rotation;

/**
 * A secret that an operator has taken back in the overlap, in favour of the one before it. That one ends soon: within
 * {@link PendingSecret#BEFORE_THE_END} of it the newer one is put in use again, when it is proven to work.
 */
record SecretTakenBack(Rotation rotation) implements Duty {
    @Override
    public String name() {
        return "the secret taken back";
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public void attend(Round round) {
        var ledger = rotation.ledgers().read(round.deadline());
        boolean taken = ledger.takenBack(round.now()).isPresent();
        if (taken
                && ledger.current()
                        .filter(current -> PendingSecret.isEnding(current, round))
                        .isPresent()) {
            KnownSecret newer = rotation.rollback().forward("the watch function", round.deadline(), round.journal());
            round.journal().info("watch.broughtBack", "fingerprint", newer.fingerprint());
        }
    }
}
