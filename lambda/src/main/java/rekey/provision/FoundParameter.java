package rekey.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * A parameter that is there: everything about its latest version but the value.
 *
 * @param keyId what Parameter Store knows its key by: an ARN, an id, an alias or an alias's ARN, as the put said it
 * @param description empty when there is none
 * @param allowedPattern null when there is none
 * @param policies each in its own JSON
 */
record FoundParameter(
        long version,
        ParameterType type,
        ParameterTier tier,
        String keyId,
        String description,
        String allowedPattern,
        List<String> policies) {

    static FoundParameter of(ParameterHistory latest) {
        return new FoundParameter(
                latest.version(),
                latest.type(),
                latest.tier(),
                Objects.requireNonNullElse(latest.keyId(), ""),
                Objects.requireNonNullElse(latest.description(), ""),
                latest.allowedPattern(),
                latest.policies().stream()
                        .map(policy -> Objects.requireNonNullElse(policy.policyText(), ""))
                        .toList());
    }

    boolean isSecure() {
        return type == ParameterType.SECURE_STRING;
    }

    boolean isAdvanced() {
        return tier == ParameterTier.ADVANCED;
    }

    /**
     * The tier that a put must send: once Advanced, always Advanced, because Parameter Store takes no parameter
     * <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">back
     * to Standard</a>.
     */
    ParameterTier tierFor(SecureStringProperties wanted) {
        return isAdvanced() ? ParameterTier.ADVANCED : wanted.tier();
    }

    /** What of tier, key, description and policies a put has to set right; nothing, more often than not. */
    List<String> differencesFrom(SecureStringProperties wanted) {
        List<String> differences = new ArrayList<>();
        if (wanted.tier() == ParameterTier.ADVANCED && !isAdvanced()) {
            differences.add("tier");
        }
        if (!wanted.key().isNamedBy(keyId)) {
            differences.add("key");
        }
        if (!wanted.description().equals(description)) {
            differences.add("description");
        }
        if (!wanted.reminders().are(policies)) {
            differences.add("policies");
        }
        return differences;
    }
}
