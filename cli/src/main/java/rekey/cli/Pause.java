package rekey.cli;

import java.time.Duration;

/** How a command waits before it looks again. */
@FunctionalInterface
public interface Pause {
    /** This thread sleeps. */
    Pause REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    "It was interrupted. What is under way goes on: rekey status says how it stands.", e);
        }
    };

    void take(Duration duration);
}
