package rekey.watch;

import java.time.Duration;
import rekey.ledger.Ledger;
import rekey.ledger.Phase;
import rekey.rotation.Rotation;

/** How the secret stands when all else is done: how many days are left, how far its rotation is. */
record SecretsDays(Rotation rotation) implements Duty {
    @Override
    public String name() {
        return "the days left";
    }

    @Override
    public void attend(Round round) {
        Ledger ledger = rotation.ledgers().read(round.deadline());
        Phase phase = Phase.of(ledger, round.now(), rotation.settings().before());
        round.readings().note(Gauge.ROTATION_PHASE, phase.ordinal());
        ledger.current()
                .ifPresent(current -> round.readings()
                        .noteLeast(Gauge.DAYS_LEFT, Duration.between(round.now(), current.ends())));
    }
}
