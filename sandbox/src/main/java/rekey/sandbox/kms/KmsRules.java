package rekey.sandbox.kms;

import rekey.sandbox.aws.TextRule;

/** What KMS asks of the members that several of its operations take. */
final class KmsRules {
    static final TextRule KEY_ID = TextRule.length(1, 2048);
    static final TextRule ALIAS = TextRule.length(1, 256).matching("[a-zA-Z0-9:/_-]+");
    static final TextRule SYMMETRIC = TextRule.oneOf("SYMMETRIC_DEFAULT");

    private KmsRules() {}
}
