package rekey.sandbox.iam;

/**
 * Whether a statement of a policy was needed: one that allows, for a call that was allowed, one that denies, for a call
 * that was refused.
 *
 * @param origin what made the policy, a logical id
 * @param statement its Sid, or its number from 1
 */
public record StatementUse(String origin, String statement, boolean allows, boolean used) {}
