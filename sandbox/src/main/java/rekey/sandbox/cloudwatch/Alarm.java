package rekey.sandbox.cloudwatch;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** An alarm with what it is in. Safe for use by several threads. */
final class Alarm {
    private final AlarmDefinition definition;
    private final Instant configured;
    private final Set<Instant> agenda = new HashSet<>();
    private AlarmState state;

    Alarm(AlarmDefinition definition, Instant configured, AlarmState state) {
        this.definition = definition;
        this.configured = configured;
        this.state = state;
    }

    AlarmDefinition definition() {
        return definition;
    }

    Instant configured() {
        return configured;
    }

    synchronized AlarmState state() {
        return state;
    }

    /** Returns whether that is another state than it was in. */
    synchronized boolean changesTo(AlarmState now) {
        boolean another = state != now;
        state = now;
        return another;
    }

    /** Notes that it is to be evaluated then. Returns false when that is noted already. */
    synchronized boolean notes(Instant end) {
        return agenda.add(end);
    }

    synchronized void happens(Instant end) {
        agenda.remove(end);
    }
}
