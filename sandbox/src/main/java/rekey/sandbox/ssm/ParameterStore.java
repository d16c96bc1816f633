package rekey.sandbox.ssm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;

/**
 * The parameters of one region. Safe for use by several threads: changes to one parameter happen one after the other.
 * Whoever is told of a change sees it already; with two changes at a time, the later may be told first.
 */
final class ParameterStore {
    private final ConcurrentHashMap<String, Parameter> parameters = new ConcurrentHashMap<>();
    private final ParameterEvents events;
    private final PolicyClock policies;

    ParameterStore(SandboxClock clock, ParameterEvents events) {
        this.events = events;
        this.policies = new PolicyClock(clock, this, events);
    }

    Optional<Parameter> find(String path) {
        return Optional.ofNullable(parameters.get(path));
    }

    Parameter get(ParameterReference reference) {
        return find(reference.path()).orElseThrow(() -> ParameterReference.notFound(reference.given()));
    }

    /** Replaces a parameter by what {@code put} makes of it; it gets null when there is none. */
    Parameter put(String path, UnaryOperator<Parameter> put) {
        Parameter made = parameters.compute(path, (key, existing) -> put.apply(existing));
        events.changed(made.latest().number() == 1 ? "Create" : "Update", made);
        policies.arm(made);
        return made;
    }

    /** Replaces a parameter that must exist and keeps its policies as they are; nobody is told. */
    Parameter change(String path, Supplier<AwsError> missing, UnaryOperator<Parameter> change) {
        Parameter changed = parameters.computeIfPresent(path, (key, existing) -> change.apply(existing));
        if (changed == null) {
            throw missing.get();
        }
        return changed;
    }

    /** As {@link #change}, for one that gives versions labels. */
    void label(String path, Supplier<AwsError> missing, UnaryOperator<Parameter> change) {
        events.changed("LabelParameterVersion", change(path, missing, change));
    }

    boolean remove(String path) {
        Parameter removed = parameters.remove(path);
        if (removed != null) {
            events.changed("Delete", removed);
        }
        return removed != null;
    }

    /** Changes what is there, unless that was put again since {@code armed}. Returns whether it did. */
    boolean changeIfLatest(Parameter armed, UnaryOperator<Parameter> change) {
        AtomicBoolean changed = new AtomicBoolean();
        parameters.computeIfPresent(ParameterName.path(armed.name()), (path, now) -> {
            changed.set(now.isPutOf(armed));
            return changed.get() ? change.apply(now) : now;
        });
        return changed.get();
    }

    /** Removes what is there, unless that was put again since {@code armed}. Returns whether it did. */
    boolean removeIfLatest(Parameter armed) {
        return changeIfLatest(armed, now -> null);
    }

    /** All parameters in the order of their names. */
    List<Parameter> all() {
        return parameters.values().stream()
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
    }
}
