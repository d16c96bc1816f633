package rekey.sandbox.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.iam.Principals.Found;

/**
 * One statement of a policy. Immutable.
 *
 * @param origin what made the policy
 * @param name its Sid, or its number from 1
 * @param principals empty in a policy that is attached to whom it is about
 * @param resources empty in a role's trust policy, which is about the role
 */
record Statement(
        String origin,
        String name,
        boolean allows,
        Optional<Principals> principals,
        Choice actions,
        Optional<Choice> resources,
        List<Condition> conditions) {
    /**
     * That a statement speaks of a call.
     *
     * @param byAccount whether it names the caller's account only
     * @param grants what of it does
     */
    record Match(boolean byAccount, List<Grant> grants) {}

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** All that it says, piece by piece. */
    List<Grant> grants() {
        List<String> who = principals
                .map(some ->
                        some.excluded() ? List.of("everyone but " + String.join(", ", some.named())) : some.named())
                .orElse(List.of(""));
        return grants(
                who,
                actions.parts(),
                resources.map(Choice::parts).orElse(List.of("")),
                conditions.stream().map(Condition::parts).toList());
    }

    Optional<Match> match(Access access) {
        Optional<Found> who = principals.isEmpty()
                ? Optional.of(new Found("", false))
                : principals.get().find(access.principal());
        Optional<String> action = actions.fitting(access.action(), access);
        Optional<String> resource =
                resources.isEmpty() ? Optional.of("") : resources.get().fitting(access.resource(), access);
        if (who.isEmpty() || action.isEmpty() || resource.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> holding = new ArrayList<>();
        for (Condition condition : conditions) {
            Optional<List<String>> parts = condition.holding(access);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            holding.add(parts.get());
        }
        return Optional.of(new Match(
                who.get().byAccount(),
                grants(List.of(who.get().name()), List.of(action.get()), List.of(resource.get()), holding)));
    }

    private List<Grant> grants(
            List<String> who, List<String> actions, List<String> resources, List<List<String>> conditions) {
        if (!allows) {
            return List.of(new Grant(
                    origin,
                    name,
                    false,
                    "",
                    this.actions.text(),
                    this.resources.map(Choice::text).orElse(""),
                    ""));
        }
        List<Grant> grants = new ArrayList<>();
        for (String principal : who) {
            for (String action : actions) {
                for (String resource : resources) {
                    for (String condition : combinations(conditions)) {
                        grants.add(new Grant(origin, name, true, principal, action, resource, condition));
                    }
                }
            }
        }
        return grants;
    }

    /** One part of each condition, in every combination. */
    private static Set<String> combinations(List<List<String>> conditions) {
        Set<String> all = new TreeSet<>(Set.of(""));
        for (List<String> parts : conditions) {
            Set<String> longer = new TreeSet<>();
            for (String before : all) {
                parts.forEach(
                        part -> longer.add(before.isEmpty() || part.isEmpty() ? before + part : before + ", " + part));
            }
            all = longer;
        }
        return all;
    }
}
