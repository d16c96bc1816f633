package rekey.sandbox.ssm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A policy that is in force for a version of a parameter: armed when the version was put, whatever the put changed, and
 * done once it has acted.
 *
 * @param created when the policy was sent; later puts that send none keep it
 */
record ArmedPolicy(ParameterPolicy policy, Instant created, boolean finished) {
    /**
     * The policies of a version that is put now.
     *
     * @param sent by the put, empty when it keeps those of the version before
     */
    static List<ArmedPolicy> forPut(Optional<List<ParameterPolicy>> sent, List<ArmedPolicy> before, Instant now) {
        return sent.map(policies -> policies.stream()
                        .map(policy -> new ArmedPolicy(policy, now, false))
                        .toList())
                .orElseGet(() -> before.stream()
                        .map(kept -> new ArmedPolicy(kept.policy, kept.created, false))
                        .toList());
    }

    ArmedPolicy done() {
        return new ArmedPolicy(policy, created, true);
    }

    /**
     * The <a
     * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterInlinePolicy.html">PolicyStatus</a>.
     */
    String status() {
        return finished ? "Finished" : "Pending";
    }
}
