package rekey.sandbox.ssm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rekey.sandbox.SandboxClock;

/**
 * Has the policies of a region's parameters act when their time comes, at once if it has passed. AWS looks for what is
 * due in periodic scans, so there it may be hours later, and does not say whether a policy acts again: here it acts once,
 * until a put of the parameter arms it anew.
 *
 * <p>A policy waits for the version that it was armed with: when another version is the latest by then, or the parameter
 * is another of the same name, nothing happens. Safe for use by several threads.
 */
final class PolicyClock {
    private record Due(Instant time, int policy) {}

    private final SandboxClock clock;
    private final ParameterStore store;
    private final ParameterEvents events;

    PolicyClock(SandboxClock clock, ParameterStore store, ParameterEvents events) {
        this.clock = clock;
        this.store = store;
        this.events = events;
    }

    /** Arms the policies of the latest version. */
    void arm(Parameter parameter) {
        ParameterVersion version = parameter.latest();
        List<Due> all = new ArrayList<>();
        for (int i = 0; i < version.policies().size(); i++) {
            int policy = i;
            PolicyTimes.due(version, i).ifPresent(time -> all.add(new Due(time, policy)));
        }
        // The earliest first: when all have passed, a notification must come before the parameter is gone.
        all.sort(Comparator.comparing(Due::time));
        all.forEach(due -> clock.schedule(due.time(), () -> act(parameter, due.policy())));
    }

    private void act(Parameter armed, int policy) {
        ParameterVersion version = armed.latest();
        ParameterPolicy due = version.policies().get(policy).policy();
        boolean stands = due.deletes()
                ? store.removeIfLatest(armed)
                : store.changeIfLatest(armed, latest -> latest.withPolicyDone(policy));
        if (stands) {
            events.policyActed(armed, version.policies().get(policy), PolicyTimes.reason(version, policy));
            if (due.deletes()) {
                events.changed("Delete", armed);
            }
        }
    }
}
