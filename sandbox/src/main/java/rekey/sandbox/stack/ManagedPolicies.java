package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.iam.Iam;

/**
 * The account's own <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html">
 * managed policies</a>, and to whom they are attached. There are none of AWS's. Safe for use by several threads.
 */
public final class ManagedPolicies {
    private record Policy(JsonNode document, String origin, Set<String> principals) {}

    private final Iam iam;
    private final Map<String, Policy> policies = new TreeMap<>();

    public ManagedPolicies(Iam iam) {
        this.iam = iam;
    }

    /** Makes a policy, or a new version of it, which counts at once for everyone who has it. */
    synchronized void put(String policyArn, JsonNode document, String origin) {
        Set<String> principals =
                policies.containsKey(policyArn) ? policies.get(policyArn).principals() : new TreeSet<>();
        policies.put(policyArn, new Policy(document, origin, principals));
        principals.forEach(principal -> iam.attach(principal, policyArn, document, origin));
    }

    /**
     * Attaches a policy to a role or a user.
     *
     * @throws AwsError {@code NoSuchEntity} when there is no such policy
     */
    synchronized void attach(String policyArn, String principalArn) {
        Policy policy = find(policyArn);
        iam.attach(principalArn, policyArn, policy.document(), policy.origin());
        policy.principals().add(principalArn);
    }

    synchronized void detach(String policyArn, String principalArn) {
        if (policies.containsKey(policyArn)
                && policies.get(policyArn).principals().remove(principalArn)) {
            iam.detach(principalArn, policyArn);
        }
    }

    /**
     * Deletes a policy, if it is there.
     *
     * @throws AwsError {@code DeleteConflict} while somebody has it
     */
    synchronized void delete(String policyArn) {
        Policy policy = policies.get(policyArn);
        if (policy != null && !policy.principals().isEmpty()) {
            throw new AwsError(
                    409,
                    "DeleteConflict",
                    "Cannot delete a policy attached to entities: " + String.join(", ", policy.principals()));
        }
        policies.remove(policyArn);
    }

    /** Who has a policy, by ARN. */
    synchronized Set<String> principals(String policyArn) {
        return Collections.unmodifiableSet(new TreeSet<>(find(policyArn).principals()));
    }

    private Policy find(String policyArn) {
        Policy policy = policies.get(policyArn);
        if (policy == null) {
            throw new AwsError(
                    404,
                    "NoSuchEntity",
                    "Policy " + policyArn + " does not exist or is not attachable. The sandbox has the account's own"
                            + " policies, and none of AWS's.");
        }
        return policy;
    }
}
