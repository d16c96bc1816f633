package rekey.sandbox.ssm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/**
 * A parameter as one put left it; later only its labels change, and its policies as they act.
 *
 * @param keyId as it was given in the put; null unless the parameter is a SecureString
 * @param description null when there is none
 * @param allowedPattern null when there is none
 * @param policies armed at {@code lastModified}
 * @param lastModifiedUser the ARN of who put it
 */
record ParameterVersion(
        long number,
        ParameterType type,
        Tier tier,
        String keyId,
        StoredValue value,
        String description,
        String allowedPattern,
        String dataType,
        List<ArmedPolicy> policies,
        Instant lastModified,
        String lastModifiedUser,
        SortedSet<String> labels) {

    ParameterVersion {
        policies = List.copyOf(policies);
        labels = Collections.unmodifiableSortedSet(labels);
    }

    ParameterVersion withPolicyDone(int policy) {
        List<ArmedPolicy> changed = new ArrayList<>(policies);
        changed.set(policy, policies.get(policy).done());
        return with(changed, labels);
    }

    ParameterVersion labelled(SortedSet<String> newLabels) {
        return with(policies, newLabels);
    }

    private ParameterVersion with(List<ArmedPolicy> newPolicies, SortedSet<String> newLabels) {
        return new ParameterVersion(
                number,
                type,
                tier,
                keyId,
                value,
                description,
                allowedPattern,
                dataType,
                newPolicies,
                lastModified,
                lastModifiedUser,
                newLabels);
    }
}
