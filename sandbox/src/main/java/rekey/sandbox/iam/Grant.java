package rekey.sandbox.iam;

import java.util.Objects;

/**
 * The smallest thing that a policy says: one action on one resource, where a statement lists several. A statement that
 * denies is one as a whole.
 *
 * @param origin what made the policy, a logical id
 * @param statement its Sid, or its number from 1
 * @param allows whether the statement allows or denies
 * @param principal who, in a resource's policy; empty in others
 * @param action {@code kms:Encrypt}, {@code kms:*}
 * @param resource empty in a role's trust policy
 * @param condition the one of several values of a condition, {@code kms:EncryptionContext:PARAMETER_ARN arn:…}; empty
 *     where no condition lists several
 */
public record Grant(
        String origin,
        String statement,
        boolean allows,
        String principal,
        String action,
        String resource,
        String condition) {
    public Grant {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(condition, "condition");
    }

    /** As a person would say it: {@code TokenPolicy, statement 2: kms:Decrypt on arn:…}. */
    @Override
    public String toString() {
        return origin + ", statement " + statement + ": " + (allows ? "" : "deny ") + action
                + (resource.isEmpty() ? "" : " on " + resource)
                + (principal.isEmpty() ? "" : " by " + principal)
                + (condition.isEmpty() ? "" : " where " + condition);
    }
}
