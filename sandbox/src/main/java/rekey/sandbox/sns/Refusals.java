package rekey.sandbox.sns;

import java.util.function.Predicate;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/** SNS's errors, in its own words where these quote no address and no number. */
final class Refusals {
    private Refusals() {}

    static AwsError invalidParameter(String what) {
        return AwsError.refused("InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsError otherAttributes() {
        return invalidParameter("Attributes Reason: Topic already exists with different attributes");
    }

    static AwsError noTopic() {
        return new AwsError(404, "NotFound", "Topic does not exist");
    }

    static AwsError noSubscription() {
        return new AwsError(404, "NotFound", "Subscription does not exist");
    }

    static AwsError notAuthorized(String reason) {
        return new AwsError(403, "AuthorizationError", reason);
    }

    /** A member that must be there and not blank. */
    static String required(AwsInput input, String member) {
        return input.optionalText(member, TextRule.ANY)
                .filter(Predicate.not(String::isBlank))
                .orElseThrow(() -> invalidParameter(member + " Reason: no value for required parameter"));
    }

    /** A member that the sandbox would have to ignore, which would hide that it matters. */
    static void mustBeAbsent(AwsInput input, String member) {
        if (input.has(member)) {
            throw invalidParameter(member + " Reason: The Rekey sandbox does not keep it. Leave it out.");
        }
    }
}
