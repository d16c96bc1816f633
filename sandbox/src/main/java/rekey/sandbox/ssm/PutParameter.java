package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;

/**
 * Creates a parameter or gives it a new version
 * (<a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>).
 *
 * <p>An overwrite keeps the type, the policies, the description and the allowed pattern that it does not send. It does
 * <b>not</b> keep the key: a SecureString put without {@code KeyId} moves to {@code alias/aws/ssm}, whatever key it was
 * under. Nor the tier, see {@link Tier#chosen}.
 */
final class PutParameter {
    private static final String DEFAULT_KEY = "alias/aws/ssm";

    private final Clock clock;
    private final ParameterStores stores;
    private final SecureValues secure;
    private final ParameterAccess access;

    PutParameter(Clock clock, ParameterStores stores, SecureValues secure, ParameterAccess access) {
        this.access = access;
        this.clock = clock;
        this.stores = stores;
        this.secure = secure;
    }

    ObjectNode answer(AwsRequest request) {
        PutRequest put = PutRequest.of(request);
        access.checkPut(request, put);
        ParameterVersion made = stores.of(request)
                .put(ParameterName.path(put.name()), existing -> put(request, put, existing))
                .latest();
        return AwsJson.object().put("Version", made.number()).put("Tier", made.tier().wireName);
    }

    private Parameter put(AwsRequest request, PutRequest put, Parameter existing) {
        if (existing == null) {
            return new Parameter(put.name(), List.of(version(request, put, null)), put.tags());
        }
        if (!put.overwrite()) {
            throw AwsError.refused(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        return existing.plus(version(request, put, existing.latest()));
    }

    /** Makes the version after {@code before}, which is null for the first. */
    private ParameterVersion version(AwsRequest request, PutRequest put, ParameterVersion before) {
        ParameterType type = type(put, before);
        Instant now = clock.instant();
        List<ArmedPolicy> policies =
                ArmedPolicy.forPut(put.policies(), before == null ? List.of() : before.policies(), now);
        Tier tier = Tier.chosen(
                put.tier().orElse(null), before == null ? null : before.tier(), put.valueBytes(), !policies.isEmpty());
        String allowedPattern = put.allowedPattern().orElse(before == null ? null : before.allowedPattern());
        checkPattern(allowedPattern, put.value());
        String keyId = type == ParameterType.SECURE_STRING ? put.keyId().orElse(DEFAULT_KEY) : null;
        return new ParameterVersion(
                before == null ? 1 : before.number() + 1,
                type,
                tier,
                keyId,
                keyId == null
                        ? new StoredValue.Clear(put.value())
                        : secure.encrypt(
                                request.caller(),
                                request.region(),
                                ParameterName.arn(request.region(), put.name()),
                                tier,
                                keyId,
                                put.value()),
                put.description().orElse(before == null ? null : before.description()),
                allowedPattern,
                "text",
                policies,
                now,
                request.caller().principal().id(),
                Collections.emptySortedSet());
    }

    private static ParameterType type(PutRequest put, ParameterVersion before) {
        if (put.type().isEmpty() && before == null) {
            throw AwsError.invalid("A parameter type is required when you create a parameter.");
        }
        ParameterType type = put.type().orElseGet(() -> before.type());
        if (before != null && type != before.type()) {
            throw AwsError.refused(
                    "HierarchyTypeMismatchException",
                    "Parameter Store doesn't support changing a parameter type in a hierarchy. " + put.name() + " is a "
                            + before.type().wireName + ": create a new, unique parameter.");
        }
        if (type != ParameterType.SECURE_STRING && put.keyId().isPresent()) {
            throw AwsError.invalid("KeyId is required for SecureString type parameter only.");
        }
        return type;
    }

    private static void checkPattern(String allowedPattern, String value) {
        if (allowedPattern == null || allowedPattern.isEmpty()) {
            return;
        }
        try {
            if (!Pattern.compile(allowedPattern).matcher(value).matches()) {
                throw AwsError.refused(
                        "ParameterPatternMismatchException",
                        "Parameter value, cannot be validated against allowedPattern: " + allowedPattern);
            }
        } catch (PatternSyntaxException e) {
            throw AwsError.refused(
                    "InvalidAllowedPatternException",
                    "The allowed pattern is not a regular expression: " + e.getDescription());
        }
    }
}
