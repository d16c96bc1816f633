package rekey.watch;

import java.time.Duration;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;

/** A secret that Amazon was asked for and that has not come: people are told when that was an hour ago or more. */
record AwaitedSecret(Rotation rotation) implements Duty {
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Override
    public String name() {
        return "the requested secret";
    }

    @Override
    public void attend(Round round) {
        Ledger ledger = rotation.ledgers().read(round.deadline());
        ledger.requestUnderWay(round.now())
                .filter(request -> !round.now().isBefore(request.at().plus(PATIENCE)))
                .ifPresent(request ->
                        rotation.announcer().say(rotation.notices().notArrived(request), ledger, round.deadline()));
    }
}
