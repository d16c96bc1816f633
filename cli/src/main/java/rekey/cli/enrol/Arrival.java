package rekey.cli.enrol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rekey.cli.Pause;
import rekey.ledger.Enrolment;
import rekey.ledger.Ledger;

/** Whether a message of Amazon's has come, as the rotation function notes in the ledger. */
public final class Arrival {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Supplier<Ledger> ledger;
    private final Pause pause;
    private final Clock clock;

    public Arrival(Supplier<Ledger> ledger, Pause pause, Clock clock) {
        this.ledger = ledger;
        this.pause = pause;
        this.clock = clock;
    }

    /** That one has come, and is the reason why the application counts as enrolled. */
    public static Optional<Enrolment> of(Ledger ledger) {
        return ledger.enrolment()
                .filter(Enrolment::enrolled)
                .filter(enrolment -> enrolment.how().contains("message"));
    }

    /**
     * Looks every 3 s.
     *
     * @param waiting is told how long already
     * @return nothing when none came before {@code timeout}
     */
    public Optional<Enrolment> within(Duration timeout, Consumer<Duration> waiting) {
        Instant begun = clock.instant();
        while (true) {
            Optional<Enrolment> come = of(ledger.get());
            Duration waited = Duration.between(begun, clock.instant());
            if (come.isPresent() || waited.compareTo(timeout) >= 0) {
                return come;
            }
            waiting.accept(waited);
            pause.take(BETWEEN_LOOKS);
        }
    }
}
