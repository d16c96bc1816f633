package rekey.sandbox.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/** What can be invoked: functions, topics and queues of the account, in the region of what invokes them. */
final class TargetArn {
    static final TextRule RULE = TextRule.length(1, 1600);

    private static final Pattern ARN = Pattern.compile("arn:aws:([a-z0-9-]+):([a-z0-9-]+):(\\d{12}):[^\\s]+");

    private TargetArn() {}

    /** @throws AwsError for anything else */
    static String check(String arn, String region) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()
                || !parts.group(1).matches("lambda|sns|sqs")
                || !parts.group(2).equals(region)
                || !parts.group(3).equals(AwsAccount.ID)) {
            throw AwsError.invalid(
                    "The Rekey sandbox cannot invoke " + arn + ". It invokes functions (lambda), topics (sns)"
                            + " and queues (sqs) of account " + AwsAccount.ID + " in " + region + ".");
        }
        return arn;
    }

    /** The member {@code DeadLetterConfig}. */
    static Optional<String> deadLetterQueue(AwsInput input, String region) {
        return input.structure("DeadLetterConfig").flatMap(config -> {
            config.allowOnly("Arn");
            return config.optionalText("Arn", RULE).map(arn -> {
                if (!arn.startsWith("arn:aws:sqs:")) {
                    throw AwsError.invalid("The dead-letter queue " + arn + " must be a queue (sqs).");
                }
                return check(arn, region);
            });
        });
    }
}
