package rekey.sandbox.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import rekey.sandbox.cloudwatch.LogGroups.LogLine;

/** The lines of one log group. Safe for use by several threads. */
final class LogGroup {
    private static final int MAX_LINES = 10_000;

    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private Optional<Duration> retention;

    /** @param retention empty when lines are kept for ever */
    LogGroup(Optional<Duration> retention) {
        this.retention = retention;
    }

    synchronized LogGroup withRetention(Optional<Duration> changed) {
        retention = changed;
        return this;
    }

    synchronized void add(LogLine line) {
        lines.addLast(line);
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
    }

    synchronized List<LogLine> lines(Instant now) {
        retention.ifPresent(kept -> lines.removeIf(line -> line.time().isBefore(now.minus(kept))));
        return List.copyOf(lines);
    }
}
