package rekey.cli.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to an application over months: written down as it happens, drawn at the end. Not thread-safe. */
final class Timeline {
    /** A reminder, a rotation: something with a moment. */
    record Mark(Instant time, String label) {}

    /**
     * One client secret's life.
     *
     * @param replaced when the next one was stored; {@link Instant#MAX} while it is the current one
     * @param ends when nothing accepts it any more: 180 days after its issue, or at the end of its overlap
     */
    record SecretLine(Instant issued, Instant replaced, Instant ends) {}

    /** Calls for a token at about one time, and how many of them got none. */
    record Calls(Instant time, long served, long failed) {}

    private final List<SecretLine> secrets = new ArrayList<>();
    private final List<Mark> reminders = new ArrayList<>();
    private final List<Mark> rotations = new ArrayList<>();
    private final List<Calls> calls = new ArrayList<>();

    void issued(Instant time, Instant ends) {
        secrets.add(new SecretLine(time, Instant.MAX, ends));
    }

    /** The current secret is replaced, and dies before its time. */
    void replaced(Instant time, Instant ends) {
        SecretLine current = secrets.remove(secrets.size() - 1);
        secrets.add(new SecretLine(current.issued(), time, ends.isBefore(current.ends()) ? ends : current.ends()));
    }

    void reminder(Instant time, String label) {
        reminders.add(new Mark(time, label));
    }

    void rotation(Instant time, String label) {
        rotations.add(new Mark(time, label));
    }

    void calls(Instant time, long served, long failed) {
        calls.add(new Calls(time, served, failed));
    }

    List<SecretLine> secrets() {
        return secrets;
    }

    List<Mark> reminders() {
        return reminders;
    }

    List<Mark> rotations() {
        return rotations;
    }

    List<Calls> calls() {
        return calls;
    }

    /** When the first secret was issued. */
    Instant start() {
        return secrets.get(0).issued();
    }

    /** When the last call was made. */
    Instant now() {
        return calls.isEmpty() ? start() : calls.get(calls.size() - 1).time();
    }

    /** The end of the newest secret. */
    Instant end() {
        return secrets.stream()
                .map(SecretLine::ends)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    long served() {
        return calls.stream().mapToLong(Calls::served).sum();
    }

    long failed() {
        return calls.stream().mapToLong(Calls::failed).sum();
    }
}
