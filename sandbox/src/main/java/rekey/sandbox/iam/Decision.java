package rekey.sandbox.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the policies say about a call, as AWS
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">evaluates</a> them.
 *
 * @param refusal why not, after what AWS says first about every refused call; empty when it is allowed
 * @param used the grants that decided
 */
record Decision(Optional<String> refusal, List<Grant> used) {
    /** What a resource's own policy must say. */
    enum Need {
        /** Nothing, when the caller's policies allow the call. */
        EITHER,
        /** Of a key or a role: it allows the call, itself or by naming the account, or nobody may. */
        OWN_WORD,
        /** To another account or a service, whose own policies are not known here: it allows the call. */
        ONLY_WORD
    }

    /**
     * @param identity the policies attached to the caller
     * @param administrator whether the caller's side allows everything instead
     * @param kind what the resource's policy is called
     */
    static Decision of(
            Access access,
            List<Policy> identity,
            boolean administrator,
            Optional<Policy> resource,
            Need need,
            String kind) {
        Optional<Statement.Match> denied = identity.stream()
                .flatMap(policy -> policy.denial(access).stream())
                .findFirst();
        if (denied.isPresent()) {
            return new Decision(
                    Optional.of("with an explicit deny in an identity-based policy"),
                    denied.get().grants());
        }
        denied = resource.flatMap(policy -> policy.denial(access));
        if (denied.isPresent()) {
            return new Decision(
                    Optional.of("with an explicit deny in a " + kind),
                    denied.get().grants());
        }
        List<Statement.Match> ofResource =
                resource.stream().flatMap(policy -> policy.allowances(access)).toList();
        Optional<Statement.Match> itself =
                ofResource.stream().filter(match -> !match.byAccount()).findFirst();
        Optional<Statement.Match> account =
                ofResource.stream().filter(Statement.Match::byAccount).findFirst();
        Optional<List<Grant>> own = administrator
                ? Optional.of(List.of())
                : identity.stream()
                        .flatMap(policy -> policy.allowances(access))
                        .findFirst()
                        .map(Statement.Match::grants);
        return switch (need) {
            case EITHER ->
                own.or(() -> itself.map(Statement.Match::grants))
                        .map(Decision::allowed)
                        .orElseGet(() -> refused("identity-based policy", access));
            case OWN_WORD ->
                account.flatMap(match -> own.map(grants -> both(match.grants(), grants)))
                        .or(() -> itself.map(Statement.Match::grants))
                        .map(Decision::allowed)
                        .orElseGet(() -> refused(account.isPresent() ? "identity-based policy" : kind, access));
            case ONLY_WORD ->
                itself.or(() -> account).map(match -> allowed(match.grants())).orElseGet(() -> refused(kind, access));
        };
    }

    private static List<Grant> both(List<Grant> some, List<Grant> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }

    private static Decision allowed(List<Grant> used) {
        return new Decision(Optional.empty(), used);
    }

    private static Decision refused(String missing, Access access) {
        return new Decision(
                Optional.of("because no " + missing + " allows the " + access.action() + " action"), List.of());
    }
}
