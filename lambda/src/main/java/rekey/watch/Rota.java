package rekey.watch;

import java.util.ArrayList;
import java.util.List;
import rekey.failure.Failure;
import rekey.failure.WatchIncomplete;
import rekey.function.Deadline;

/**
 * All that the watch looks after, one after the other: the one's failure does not keep the others from their turn, nor
 * does one that hangs, because each has its share of the time that is left. Thread-safe.
 */
record Rota(List<Duty> duties) {

    /** @throws WatchIncomplete when any of them failed, once all have had their turn */
    void attend(Round round) {
        List<String> problems = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        int weights = duties.stream().mapToInt(Duty::weight).sum();
        for (Duty duty : duties) {
            try {
                duty.attend(round.until(share(round.deadline(), duty.weight(), weights)));
            } catch (Failure e) {
                round.journal()
                        .warn(
                                "watch.failed",
                                "duty",
                                duty.name(),
                                "failure",
                                e.getClass().getSimpleName());
                problems.add("%s: %s".formatted(duty.name(), e.getMessage()));
                failures.add(e);
            } catch (RuntimeException e) {
                // A bug, ours or another's. What it says may come from outside; where it happened does not.
                String what = "%s at %s".formatted(e.getClass().getName(), place(e));
                round.journal().warn("watch.failed", "duty", duty.name(), "failure", what);
                problems.add("%s: %s.".formatted(duty.name(), what));
            }
            weights -= duty.weight();
        }
        if (!problems.isEmpty()) {
            throw new WatchIncomplete(problems, failures);
        }
    }

    private static Deadline share(Deadline deadline, int weight, int weights) {
        return deadline.within(deadline.remaining().multipliedBy(weight).dividedBy(weights));
    }

    /** The innermost of our own lines. */
    private static String place(RuntimeException e) {
        for (StackTraceElement line : e.getStackTrace()) {
            if (line.getClassName().startsWith("rekey.")) {
                return line.toString();
            }
        }
        return "an unknown place";
    }
}
