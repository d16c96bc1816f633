package rekey.failure;

import java.util.List;

/**
 * The watch could not look after everything; it did look after the rest. It tries again the next day. The failures
 * themselves are {@linkplain #getSuppressed suppressed} in it.
 */
public final class WatchIncomplete extends Failure {
    /**
     * @param problems one sentence or more for each thing, in our words
     * @param failures those of ours; what anybody else threw may hold text from outside
     */
    public WatchIncomplete(List<String> problems, List<Failure> failures) {
        super(String.join(" ", problems));
        failures.forEach(this::addSuppressed);
    }
}
