package rekey.sandbox.ssm;

import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.TextRule;

/**
 * The <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-default-tier.html">tier</a> a parameter is
 * in. Limits count bytes of UTF-8.
 */
enum Tier {
    STANDARD("Standard", 4096),
    ADVANCED("Advanced", 8192);

    static final TextRule RULE = TextRule.oneOf("Standard", "Advanced", "Intelligent-Tiering");

    final String wireName;
    final int maxValueBytes;

    Tier(String wireName, int maxValueBytes) {
        this.wireName = wireName;
        this.maxValueBytes = maxValueBytes;
    }

    /**
     * The tier that a put leads to.
     *
     * <p>A put without a tier asks for the account's default tier, which here is the one that AWS starts with, Standard:
     * AWS documents that for updates as well, so leaving the tier out is refused for an advanced parameter.
     *
     * @param requested as it came in the request, null when it did not
     * @param existing the tier that the parameter has, null when it is new
     */
    static Tier chosen(String requested, Tier existing, int valueBytes, boolean hasPolicies) {
        boolean needsAdvanced = valueBytes > STANDARD.maxValueBytes || hasPolicies;
        Tier tier = STANDARD;
        if ("Advanced".equals(requested)) {
            tier = ADVANCED;
        } else if ("Intelligent-Tiering".equals(requested)) {
            tier = existing == ADVANCED || needsAdvanced ? ADVANCED : STANDARD;
        } else if (existing == ADVANCED) {
            throw AwsError.invalid(
                    "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from"
                            + " the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the"
                            + " advanced parameter and recreate it as a standard parameter.");
        }
        if (tier == STANDARD && valueBytes > STANDARD.maxValueBytes) {
            throw AwsError.invalid(
                    "Standard tier parameters support a maximum parameter value of 4096 characters. To"
                            + " create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For"
                            + " more information, see"
                            + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
        }
        if (tier == STANDARD && hasPolicies) {
            throw AwsError.invalid(
                    "Standard tier parameters do not support parameter policies. Set the tier to Advanced"
                            + " or Intelligent-Tiering.");
        }
        if (valueBytes > ADVANCED.maxValueBytes) {
            throw AwsError.invalid("Advanced tier parameters support a maximum parameter value of 8192 characters.");
        }
        return tier;
    }
}
