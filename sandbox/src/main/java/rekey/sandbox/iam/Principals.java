package rekey.sandbox.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.Principal;

/**
 * Whom a resource's policy is about (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>):
 * everyone, accounts, users, roles, sessions of roles, services. Immutable.
 *
 * @param named ARNs and services' host names, {@code *} for everyone; an account by the ARN of its root
 * @param excluded whether it is about everyone but these
 */
record Principals(List<String> named, boolean excluded) {
    /**
     * How somebody was found.
     *
     * @param name the element that it was
     * @param byAccount whether only the account is named, which leaves the rest to the account's own policies
     */
    record Found(String name, boolean byAccount) {}

    static final String EVERYONE = "*";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN = Pattern.compile(
            "arn:aws:(iam::\\d{12}:(root|user/[^*?]+|role/[^*?]+)|sts::\\d{12}:assumed-role/[^*?/]+/[^*?/]+)");
    private static final Pattern PATH = Pattern.compile("(arn:aws:iam::\\d{12}:(?:user|role)/)(?:.*/)?([^/]+)");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

    Principals {
        named = List.copyOf(named);
    }

    /** @throws IllegalArgumentException which says what it should be */
    static String aws(String given) {
        if (given.equals(EVERYONE)) {
            return given;
        }
        if (ACCOUNT.matcher(given).matches()) {
            return root(given);
        }
        if (!ARN.matcher(given).matches()) {
            throw new IllegalArgumentException(
                    "the principal " + given + " is not *, an account, its root, a user, a role"
                            + " or a session of a role, each named in full");
        }
        return withoutPath(given);
    }

    /** @throws IllegalArgumentException which says what it should be */
    static String service(String given) {
        if (!SERVICE.matcher(given).matches()) {
            throw new IllegalArgumentException("the service " + given + " is not of the form lambda.amazonaws.com");
        }
        return given;
    }

    /** Users and roles are known by their names here, which are unique whatever their paths. */
    static String withoutPath(String arn) {
        Matcher path = PATH.matcher(arn);
        return path.matches() ? path.group(1) + path.group(2) : arn;
    }

    Optional<Found> find(Principal principal) {
        Optional<Found> found = named.stream()
                .filter(name -> isItself(name, principal))
                .findFirst()
                .map(name -> new Found(name, false))
                .or(() -> named.stream()
                        .filter(name ->
                                !(principal instanceof Principal.Service) && name.equals(root(principal.account())))
                        .findFirst()
                        .map(name -> new Found(name, true)));
        if (!excluded) {
            return found;
        }
        return found.isPresent()
                ? Optional.empty()
                : Optional.of(new Found("everyone but " + String.join(", ", named), false));
    }

    private static boolean isItself(String name, Principal principal) {
        return name.equals(EVERYONE)
                || name.equals(principal.id())
                || (principal instanceof Principal.RoleSession session && name.equals(session.roleArn()));
    }

    private static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }
}
