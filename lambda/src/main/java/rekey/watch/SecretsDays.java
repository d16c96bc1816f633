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
        round.readings().note(Gauge.ROTATION_PHASE, number(phase));
        ledger.current()
                .ifPresent(current ->
                        round.readings().noteLeast(Gauge.DAYS_LEFT, Duration.between(round.now(), current.ends())));
    }

    /** What alarms and dashboards know it by, whatever becomes of the enumeration. */
    private static long number(Phase phase) {
        return switch (phase) {
            case UNKNOWN -> 0;
            case IN_USE -> 1;
            case DUE -> 2;
            case REQUESTED -> 3;
            case RECEIVED -> 4;
            case OVERLAP -> 5;
            case EXPIRED -> 6;
        };
    }
}
