package rekey.sandbox.ssm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When a <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">policy</a> of
 * a version acts, and what it then says. A {@code NoChangeNotification} counts from when the version was put, the other
 * two from the time in the {@code Expiration} policy, which a put of the value does not move.
 */
final class PolicyTimes {
    private PolicyTimes() {}

    /** Empty for what never acts: an {@code ExpirationNotification} without an {@code Expiration} next to it. */
    static Optional<Instant> due(ParameterVersion version, int policy) {
        ParameterPolicy asked = version.policies().get(policy).policy();
        return switch (asked.type()) {
            case ParameterPolicy.NO_CHANGE ->
                Optional.of(version.lastModified().plus(length(asked, ParameterPolicy.AFTER)));
            case ParameterPolicy.EXPIRATION_NOTICE ->
                expiration(version).map(end -> end.minus(length(asked, ParameterPolicy.BEFORE)));
            default -> expiration(version);
        };
    }

    /** In AWS's words for a {@code NoChangeNotification}; it does not publish those for the others. */
    static String reason(ParameterVersion version, int policy) {
        ArmedPolicy armed = version.policies().get(policy);
        ParameterPolicy asked = armed.policy();
        String created = armed.created().truncatedTo(ChronoUnit.MICROS).toString();
        String what = switch (asked.type()) {
            case ParameterPolicy.NO_CHANGE ->
                "The parameter has not been changed for "
                        + inWords(asked, ParameterPolicy.AFTER)
                        + ". This notification";
            case ParameterPolicy.EXPIRATION_NOTICE ->
                "The parameter expires in "
                        + inWords(asked, ParameterPolicy.BEFORE)
                        + ", at "
                        + expiration(version).orElseThrow()
                        + ". This notification";
            default ->
                "The parameter expired at "
                        + expiration(version).orElseThrow()
                        + " and has been deleted. This notification";
        };
        return what + " was generated based on the policy created at " + created + ".";
    }

    private static Optional<Instant> expiration(ParameterVersion version) {
        return version.policies().stream()
                .map(ArmedPolicy::policy)
                .filter(ParameterPolicy::deletes)
                .map(ParameterPolicy::timestamp)
                .findFirst();
    }

    private static Duration length(ParameterPolicy policy, String attribute) {
        long number = Long.parseLong(policy.attributes().get(attribute));
        return isInDays(policy) ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    private static boolean isInDays(ParameterPolicy policy) {
        return policy.attributes().get(ParameterPolicy.UNIT).equals("Days");
    }

    /** {@code 150 days}, {@code 1 hour}. */
    private static String inWords(ParameterPolicy policy, String attribute) {
        String number = policy.attributes().get(attribute);
        String unit = policy.attributes().get(ParameterPolicy.UNIT).toLowerCase(Locale.ROOT);
        return number + " " + (number.equals("1") ? unit.substring(0, unit.length() - 1) : unit);
    }
}
