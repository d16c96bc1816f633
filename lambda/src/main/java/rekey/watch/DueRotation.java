package rekey.watch;

import java.util.Optional;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;

/** A rotation that is due: Amazon is asked for a new secret; or people are told that it would not know where to send it. */
record DueRotation(Rotation rotation) implements Duty {
    @Override
    public String name() {
        return "the due rotation";
    }

    /** The request is made once, and is waited for as long as that may help. */
    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void attend(Round round) {
        Ledger ledger = rotation.adoption()
                .adopt(rotation.secrets().read(round.deadline()), Round.WATCH, round.deadline(), round.journal());
        rotation.start().ifDue(ledger, Round.WATCH, round.deadline(), round.journal());
        Optional<KnownSecret> current = ledger.current();
        if (current.isPresent() && lacksEnrolment(ledger) && isDue(current.get(), round)) {
            rotation.announcer().say(rotation.notices().notEnrolled(current.get()), ledger, round.deadline());
        }
    }

    private boolean lacksEnrolment(Ledger ledger) {
        return rotation.settings().automatic() && !ledger.isEnrolled();
    }

    private boolean isDue(KnownSecret current, Round round) {
        return !round.now().isBefore(current.ends().minus(rotation.settings().before()));
    }
}
