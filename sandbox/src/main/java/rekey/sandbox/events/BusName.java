package rekey.sandbox.events;

import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/** The member {@code EventBusName}: only the default bus is there, by its name, its ARN, or when there is no name. */
final class BusName {
    private static final TextRule RULE = TextRule.length(1, 1600);

    private BusName() {}

    static String arn(String region) {
        return AwsAccount.arn("events", region, "event-bus/" + EventBridge.BUS);
    }

    /** @throws AwsError {@code ResourceNotFoundException} for another bus */
    static void check(AwsInput input, String region) {
        input.optionalText("EventBusName", RULE)
                .filter(name -> !name.equals(EventBridge.BUS) && !name.equals(arn(region)))
                .ifPresent(name -> {
                    throw AwsError.refused(
                            "ResourceNotFoundException",
                            "Event bus " + name + " does not exist. The Rekey sandbox has the default bus only.");
                });
    }
}
