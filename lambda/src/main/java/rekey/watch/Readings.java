package rekey.watch;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one round measured. Not thread-safe: of one invocation. */
final class Readings {
    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final SortedMap<String, Long> values = new TreeMap<>();

    void note(Gauge gauge, long value) {
        values.put(gauge.metric(), value);
    }

    /** Of several times, the shortest. */
    void noteLeast(Gauge gauge, Duration left) {
        values.merge(gauge.metric(), Math.floorDiv(left.toSeconds(), SECONDS_A_DAY), Math::min);
    }

    SortedMap<String, Long> values() {
        return values;
    }
}
