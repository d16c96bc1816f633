package rekey.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import rekey.credential.ApplicationName;

/**
 * The names of what one application's stack holds, so that people, callers and the command find it without looking it
 * up. The only place that knows these names; those of the parameters are
 * {@link rekey.credential.ParameterNames ParameterNames}'.
 *
 * <p>An application's name may have characters that the names of functions, topics, keys and stacks may not. They become
 * {@code -}, and five digits of the name's SHA-256 follow, so that no other application's are the same.
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

    /**
     * Whether the provision function put a parameter's version. It is the only one that writes placeholders; when it sets
     * something else right it puts the value that is there again, whichever that is. So the newest version by anybody else
     * is the one whose value counts, and without one there is none.
     *
     * @param lastModifiedUser as Parameter Store says it: a function acts by a role, and the session that AWS names after
     *     the function is the end of its ARN; may be null
     */
    public boolean isByProvision(String lastModifiedUser) {
        return lastModifiedUser != null && lastModifiedUser.endsWith("/" + provisionFunction());
    }

    /** The function that takes in, proves and promotes new secrets, {@code my-erp-rotation}. */
    public String rotationFunction() {
        return hyphenated("[^A-Za-z0-9_-]") + "-rotation";
    }

    /** The function that looks after everything once a day, {@code my-erp-watch}. */
    public String watchFunction() {
        return hyphenated("[^A-Za-z0-9_-]") + "-watch";
    }

    /** The schedule that invokes it, {@code my-erp-watch}. */
    public String watchSchedule() {
        return watchFunction();
    }

    /** The queue that Amazon says in when the secret will expire, {@code my-erp-expiry}. */
    public String expiryQueue() {
        return hyphenated("[^A-Za-z0-9_-]") + "-expiry";
    }

    /** The queue that Amazon sends a new secret to, {@code my-erp-new-secret}. */
    public String newSecretQueue() {
        return hyphenated("[^A-Za-z0-9_-]") + "-new-secret";
    }

    /** Where a message ends that could not be dealt with: the dead-letter queue of {@code queue}, which is one of the two. */
    public String failedQueue(String queue) {
        return queue + "-failed";
    }

    /** The KMS key that protects the queues, and that Amazon may use, {@code alias/my-erp-queues}. */
    public String queueKeyAlias() {
        return keyAlias() + "-queues";
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
        String name = application.value();
        String legal = name.replaceAll(illegal, "-");
        return legal.equals(name) ? name : legal + "-" + digits(name);
    }

    private static String digits(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
