package rekey.sandbox.iam;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which grants were needed so far. A policy stays in the report when it is detached, since a stack's last calls are those
 * of its deletion; one that is put in place of another replaces it. Thread-safe.
 */
final class Usage {
    private final Map<String, Policy> known = new LinkedHashMap<>();
    private final Set<Grant> used = ConcurrentHashMap.newKeySet();

    /** @param place what the policy is of, and its name there */
    synchronized void know(String place, Policy policy) {
        if (policy.origin().equals(Iam.BY_AWS)) {
            known.remove(place);
        } else {
            known.put(place, policy);
        }
    }

    void use(Collection<Grant> grants) {
        used.addAll(grants);
    }

    synchronized List<Grant> unused() {
        Set<Grant> unused = new LinkedHashSet<>();
        known.values().forEach(policy -> policy.statements().forEach(statement -> unused.addAll(statement.grants())));
        unused.removeAll(Set.copyOf(used));
        return List.copyOf(unused);
    }

    synchronized List<StatementUse> statements() {
        Set<StatementUse> uses = new LinkedHashSet<>();
        known.values()
                .forEach(policy -> policy.statements()
                        .forEach(statement -> uses.add(new StatementUse(
                                policy.origin(),
                                statement.name(),
                                statement.allows(),
                                statement.grants().stream().anyMatch(used::contains)))));
        return List.copyOf(uses);
    }
}
