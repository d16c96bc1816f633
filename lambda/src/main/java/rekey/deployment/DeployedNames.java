package rekey.deployment;

import rekey.credential.ApplicationName;

/**
 * The names of what one application's stack holds, so that people, callers and the command find it without looking it
 * up. The only place that knows these names; those of the parameters are
 * {@link rekey.credential.ParameterNames ParameterNames}'.
 *
 * <p>An application's name may have characters that the names of functions, topics, keys and stacks may not: they become
 * {@code -}. Two applications that differ in nothing else cannot be deployed in one account and region.
 */
public record DeployedNames(ApplicationName application) {
    /** The function alias that callers invoke: always the newest published version, restored from its snapshot. */
    public static final String LIVE = "live";

    /** The KMS key that protects the parameters, {@code alias/my-erp}. */
    public String keyAlias() {
        return "alias/" + hyphenated("[^A-Za-z0-9_-]");
    }

    /** The function that gives access tokens, {@code my-erp-token}. */
    public String tokenFunction() {
        return hyphenated("[^A-Za-z0-9_-]") + "-token";
    }

    /** The function that creates the parameters for CloudFormation, {@code my-erp-provision}. */
    public String provisionFunction() {
        return hyphenated("[^A-Za-z0-9_-]") + "-provision";
    }

    /** The topic that mails and short messages come from, {@code my-erp-notices}. */
    public String topic() {
        return hyphenated("[^A-Za-z0-9_-]") + "-notices";
    }

    /** The dashboard, {@code my-erp-rekey}. */
    public String dashboard() {
        return hyphenated("[^A-Za-z0-9_-]") + "-rekey";
    }

    /** The CloudFormation stack, {@code Rekey-my-erp}. */
    public String stack() {
        return "Rekey-" + hyphenated("[^A-Za-z0-9-]");
    }

    private String hyphenated(String illegal) {
        return application.value().replaceAll(illegal, "-");
    }
}
