package rekey.sandbox.ssm;

import java.util.Locale;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.TextRule;

/**
 * The rules for the <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html">names
 * of parameters</a>: at most 15 levels, a leading slash as soon as there is more than one, 1011 characters in the whole
 * ARN, no {@code aws} or {@code ssm} in front.
 *
 * <p>{@code /x} and {@code x} are one parameter, since they have one ARN: what tells parameters apart is the
 * {@linkplain #path path}, the name without its leading slash.
 */
final class ParameterName {
    static final TextRule RULE = TextRule.length(1, 2048);

    private static final int MAX_ARN_LENGTH = 1011;
    private static final int MAX_LEVELS = 15;
    private static final Pattern LEGAL = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");

    private ParameterName() {}

    static String path(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    static String arn(String region, String name) {
        return AwsAccount.arn("ssm", region, "parameter/" + path(name));
    }

    /** Checks a name that a parameter is to be created under, and returns it without spaces around it. */
    static String checkedForPut(String given, String region) {
        String name = checked(given);
        String path = path(name);
        String lowerCase = path.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("aws/") && name.startsWith("/")) {
            throw AwsError.refused("AccessDeniedException", "No access to reserved parameter name: " + name + ".");
        }
        if (lowerCase.startsWith("aws") || lowerCase.startsWith("ssm")) {
            throw AwsError.invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        if (path.contains("/") && !name.startsWith("/")) {
            throw AwsError.invalid("Parameter name must be a fully qualified name.");
        }
        if (path.split("/", -1).length > MAX_LEVELS) {
            throw AwsError.refused(
                    "HierarchyLevelLimitExceededException",
                    "A hierarchy can have a maximum of " + MAX_LEVELS + " levels.");
        }
        if (arn(region, name).length() > MAX_ARN_LENGTH) {
            throw AwsError.invalid("Parameter name: the ARN that it makes can have at most " + MAX_ARN_LENGTH
                    + " characters. Shorten the name.");
        }
        return name;
    }

    /** Checks the characters of a name that may or may not exist, and returns it without spaces around it. */
    static String checked(String given) {
        String name = given.strip();
        if (!LEGAL.matcher(name).matches()) {
            throw AwsError.invalid("Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a"
                    + " path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix"
                    + " of letters, numbers and the following 3 symbols .-_");
        }
        return name;
    }
}
