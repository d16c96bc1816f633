package rekey.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rekey.notice.Notice;

/**
 * At how many days before an end people are reminded of it: once at each rung, and once when it has come, which is the
 * lowest. When days were missed, at the nearest rung only.
 */
record Ladder(List<Integer> rungs) {
    private static final Duration DAY = Duration.ofDays(1);

    static Ladder of(Integer... rungs) {
        return new Ladder(List.of(rungs));
    }

    /** The one that is reached when so much is left; empty above the highest. */
    Optional<Integer> rung(Duration left) {
        long days = daysLeft(left);
        return rungs.stream().filter(rung -> days <= rung).min(Comparator.naturalOrder());
    }

    /** So many days, a begun one counted whole; 0 when the end has come. */
    static long daysLeft(Duration left) {
        return left.isNegative() ? 0 : left.plus(DAY).minusNanos(1).toDays();
    }

    /** {@code told}, which says how many days are left, to be said once for its rung. */
    static Notice once(Notice told, Notice atItsRung) {
        return new Notice(atItsRung.key(), told.subject(), told.mail(), told.sms());
    }
}
