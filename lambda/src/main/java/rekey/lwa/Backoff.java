package rekey.lwa;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to pause before the next attempt: a random part ("full jitter") of a bound that doubles with each attempt,
 * 100 ms, 200 ms, 400 ms … up to 2 s; or what the server asked for by {@code Retry-After}, when that is longer.
 *
 * @param random from 0 (inclusive) to 1 (exclusive); one that is not seeded when the process starts, because all
 *     environments that Lambda restores from one snapshot would share it
 */
record Backoff(DoubleSupplier random) {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** @param failed how many attempts have failed, at least 1 */
    Duration after(int failed, Duration asked) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failed - 1, 10));
        Duration drawn = Duration.ofMillis((long) (random.getAsDouble() * bound));
        return asked.compareTo(drawn) > 0 ? asked : drawn;
    }
}
