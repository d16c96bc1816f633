package rekey.cli.rotate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import rekey.cli.CommandFailure;
import rekey.cli.Pause;
import rekey.cli.rotate.Course.Event;
import rekey.cli.rotate.Course.Step;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;

/** Looks at the ledger every 3 s until a rotation is over, or for as long as somebody wants to watch. */
public final class Following {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** How it ended. */
    public enum Ending {
        CURRENT,
        REFUSED,
        TIMED_OUT,
        /** The ledger has no such request. */
        NEVER_ASKED
    }

    /** Somebody who is told. */
    public interface Watcher {
        void happened(Event event);

        /** @param since how long it has been followed */
        void waiting(Step last, Duration since);

        /** Nobody is. */
        Watcher NOBODY = new Watcher() {
            @Override
            public void happened(Event event) {}

            @Override
            public void waiting(Step last, Duration since) {}
        };
    }

    /** What was seen, and of which request, as it was last. */
    record Outcome(Ending ending, List<Event> events, Optional<RotationRequest> request) {}

    private final Supplier<Ledger> ledger;
    private final Pause pause;
    private final Clock clock;
    private final Watcher watcher;

    Following(Supplier<Ledger> ledger, Pause pause, Clock clock, Watcher watcher) {
        this.ledger = ledger;
        this.pause = pause;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** That the ledger cannot be read for a moment ends nothing. */
    Outcome follow(Predicate<RotationRequest> which, Duration timeout) {
        Instant begun = clock.instant();
        Set<Step> seen = EnumSet.noneOf(Step.class);
        List<Event> events = new ArrayList<>();
        Optional<RotationRequest> request = Optional.empty();
        Step last = Step.ASKED;
        while (true) {
            Optional<Ledger> now = look();
            request = now.flatMap(
                            known -> known.requests().stream().filter(which).findFirst())
                    .or(keeping(request));
            for (Event event :
                    now.isPresent() && request.isPresent() ? Course.of(now.get(), request.get()) : List.<Event>of()) {
                if (seen.add(event.step())) {
                    events.add(event);
                    watcher.happened(event);
                    last = event.step();
                }
            }
            if (seen.contains(Step.CURRENT)) {
                return new Outcome(Ending.CURRENT, events, request);
            }
            if (seen.contains(Step.REFUSED)) {
                return new Outcome(Ending.REFUSED, events, request);
            }
            Duration waited = Duration.between(begun, clock.instant());
            if (waited.compareTo(timeout) >= 0) {
                return new Outcome(request.isPresent() ? Ending.TIMED_OUT : Ending.NEVER_ASKED, events, request);
            }
            watcher.waiting(last, waited);
            pause.take(BETWEEN_LOOKS);
        }
    }

    private static Supplier<Optional<RotationRequest>> keeping(Optional<RotationRequest> request) {
        return () -> request;
    }

    private Optional<Ledger> look() {
        try {
            return Optional.of(ledger.get());
        } catch (CommandFailure e) {
            // Whoever may not read it heard so before anything was asked; what is left passes.
            return Optional.empty();
        }
    }
}
