package rekey.cli.rotate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import rekey.cli.Pause;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.preflight.Check.Result;
import rekey.cli.preflight.Checklist;
import rekey.cli.rotate.Following.Ending;
import rekey.ledger.RotationRequest;

/** A rotation that an operator wants: looks, asks, follows. */
public final class Rotate {
    /** By how much two machines' clocks may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final OperatorsLedger ledger;
    private final RotationFunction function;
    private final String by;
    private final Pause pause;
    private final Clock clock;
    private final Clock dates;

    /**
     * @param by the operator's ARN
     * @param clock what the time is counted by that it is followed for
     * @param dates what the ledger is dated by
     */
    public Rotate(OperatorsLedger ledger, RotationFunction function, String by, Pause pause, Clock clock, Clock dates) {
        this.ledger = ledger;
        this.function = function;
        this.by = by;
        this.pause = pause;
        this.clock = clock;
        this.dates = dates;
    }

    /**
     * Whether Amazon may be asked. By force also inside the overlap, and where something could not be judged; never where a
     * queue would not take the message in. The function looks for itself again, and says what even force does not do.
     *
     * @param queues what was found of the queues
     * @param functions what the function found
     */
    public static boolean mayAsk(Checklist queues, Checklist functions, boolean force) {
        return force ? !queues.has(Result.FAILED) : queues.isPassed() && functions.isPassed();
    }

    /**
     * @throws rekey.cli.CommandFailure when Amazon was not asked, and why
     */
    public RotateReport run(boolean force, Duration timeout, Following.Watcher watcher) {
        // Whoever may not read the ledger hears so before anything is asked.
        ledger.read();
        Instant begun = dates.instant();
        Optional<String> id = function.rotate(force);
        Predicate<RotationRequest> which = id.<Predicate<RotationRequest>>map(
                        known -> request -> request.id().equals(known))
                .orElse(request -> request.by().equals(by) && request.at().isAfter(begun.minus(CLOCKS_DIFFER)));
        Following.Outcome outcome = new Following(ledger::read, pause, clock, watcher).follow(which, timeout);
        return new RotateReport(
                outcome.ending() == Ending.NEVER_ASKED && id.isPresent() ? Ending.TIMED_OUT : outcome.ending(),
                outcome.events(),
                outcome.request(),
                timeout);
    }
}
