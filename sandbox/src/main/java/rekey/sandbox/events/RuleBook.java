package rekey.sandbox.events;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import rekey.sandbox.aws.AwsError;

/** The rules of one region's default bus, by their names. Thread-safe. */
final class RuleBook {
    private final ConcurrentSkipListMap<String, Rule> rules = new ConcurrentSkipListMap<>();

    List<Rule> all() {
        return List.copyOf(rules.values());
    }

    Optional<Rule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /** @throws AwsError {@code ResourceNotFoundException} */
    Rule get(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    /** Makes a rule, or puts another in its place that keeps its targets. */
    synchronized Rule put(Rule rule) {
        Rule kept = find(rule.name()).map(old -> rule.with(old.targets())).orElse(rule);
        rules.put(rule.name(), kept);
        return kept;
    }

    /** @throws AwsError {@code ResourceNotFoundException} */
    synchronized Rule change(String name, UnaryOperator<Rule> change) {
        Rule changed = change.apply(get(name));
        rules.put(name, changed);
        return changed;
    }

    synchronized void remove(String name) {
        rules.remove(name);
    }

    /** @throws AwsError while the rule has targets; a rule that is not there is as good as deleted */
    synchronized void removeWithoutTargets(String name) {
        if (find(name).isPresent() && !get(name).targets().isEmpty()) {
            throw AwsError.invalid("Rule can't be deleted since it has targets.");
        }
        rules.remove(name);
    }

    private static AwsError missing(String name) {
        return AwsError.refused(
                "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + EventBridge.BUS + ".");
    }
}
