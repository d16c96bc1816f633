package rekey.sandbox.ssm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rekey.sandbox.aws.AwsError;

/** The parameters of one region. Safe for use by several threads: changes to one parameter happen one after the other. */
final class ParameterStore {
    private final ConcurrentHashMap<String, Parameter> parameters = new ConcurrentHashMap<>();

    Optional<Parameter> find(String path) {
        return Optional.ofNullable(parameters.get(path));
    }

    Parameter get(ParameterReference reference) {
        return find(reference.path()).orElseThrow(() -> ParameterReference.notFound(reference.given()));
    }

    /** Replaces a parameter by what {@code put} makes of it; it gets null when there is none. */
    Parameter put(String path, UnaryOperator<Parameter> put) {
        return parameters.compute(path, (key, existing) -> put.apply(existing));
    }

    /** Replaces a parameter that must exist. */
    Parameter change(String path, Supplier<AwsError> missing, UnaryOperator<Parameter> change) {
        Parameter changed = parameters.computeIfPresent(path, (key, existing) -> change.apply(existing));
        if (changed == null) {
            throw missing.get();
        }
        return changed;
    }

    boolean remove(String path) {
        return parameters.remove(path) != null;
    }

    /** All parameters in the order of their names. */
    List<Parameter> all() {
        return parameters.values().stream()
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
    }
}
