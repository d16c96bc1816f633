package rekey.provision;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import rekey.function.Deadline;

/**
 * Tries a call again that was refused for a reason that may pass: the rights of a new role take a while to reach all of
 * AWS, and a deployment of many parameters at once is throttled, also after the SDK's own attempts. The pauses begin at
 * half a second and double up to five; half of each is random. Thread-safe.
 *
 * @param longest how long one call is tried again; zero for never
 * @param forRights whether also when a right is missing
 */
record Patience(Duration longest, boolean forRights) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), true);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The same, but no right is waited for. */
    Patience exceptForRights() {
        return new Patience(longest, false);
    }

    /** @throws ProvisionFailure as {@code call} does in the end */
    <T> T during(Deadline deadline, Supplier<T> call) {
        Deadline end = deadline.within(longest);
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                return call.get();
            } catch (ProvisionFailure e) {
                Duration jittered = pause.dividedBy(2).plusMillis(RANDOM.nextLong(pause.toMillis() / 2));
                boolean hopeless = !e.isPassing() || (e.isDenied() && !forRights);
                if (hopeless || jittered.compareTo(end.remaining()) >= 0) {
                    throw e;
                }
                sleep(jittered, e);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static void sleep(Duration pause, ProvisionFailure otherwise) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw otherwise;
        }
    }
}
