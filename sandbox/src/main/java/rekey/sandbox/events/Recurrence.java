package rekey.sandbox.events;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rekey.sandbox.SandboxClock;

/** Times at which something happens. */
@FunctionalInterface
interface Recurrence {
    /** The first time after this one, empty when there is none. */
    Optional<Instant> after(Instant time);

    /**
     * Has something happen at each time from now on.
     *
     * @param after the last time at which it does not happen
     * @param applies asked before each time; once it does not, nothing happens any more
     */
    default void play(SandboxClock clock, Instant after, BooleanSupplier applies, Consumer<Instant> action) {
        after(after)
                .ifPresent(due -> clock.schedule(due, () -> {
                    if (applies.getAsBoolean()) {
                        action.accept(due);
                        play(clock, due, applies, action);
                    }
                }));
    }
}
