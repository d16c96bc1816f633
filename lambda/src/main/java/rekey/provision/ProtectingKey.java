package rekey.provision;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The KMS key that a parameter is to be under, and the alias that people may know it by.
 *
 * @param arn {@code arn:aws:kms:us-east-1:123456789012:key/…}, in any partition
 * @param alias {@code alias/my-erp}
 */
record ProtectingKey(String arn, String alias) {
    private static final String ID = "(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern ARN = Pattern.compile("arn:aws(?:-cn|-us-gov)?:kms:[a-z0-9-]{1,32}:\\d{12}:key/" + ID);
    private static final Pattern ALIAS = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
    private static final Pattern BARE_ID = Pattern.compile(ID);

    /** @throws IllegalArgumentException with the rule, when it is no ARN of a key */
    static String checkedArn(String text) {
        if (!ARN.matcher(text).matches()) {
            throw new IllegalArgumentException("A KMS key's ARN looks like arn:aws:kms:us-east-1:123456789012:key/ID.");
        }
        return text;
    }

    /** @throws IllegalArgumentException with the rule, when it is no name of an alias */
    static String checkedAlias(String text) {
        if (!ALIAS.matcher(text).matches()) {
            throw new IllegalArgumentException("An alias is alias/ and letters, digits, '/', '_' or '-'.");
        }
        return text;
    }

    /** Whether Parameter Store means this key by {@code keyId}: its ARN, its id, its alias or the alias's ARN. */
    boolean isNamedBy(String keyId) {
        return isItself(keyId) || keyId.equals(alias) || keyId.equals(prefix() + alias);
    }

    /** Whether {@code keyId} is the key's own ARN or id: an alias may have meant another key when it was used. */
    boolean isItself(String keyId) {
        return keyId.equals(arn) || keyId.equals(arn.substring(arn.indexOf('/') + 1));
    }

    /** The ARN of another key that Parameter Store knows by its ARN or id; empty when it knows it by an alias. */
    Optional<String> arnOf(String keyId) {
        if (ARN.matcher(keyId).matches()) {
            return Optional.of(keyId);
        }
        return BARE_ID.matcher(keyId).matches() ? Optional.of(prefix() + "key/" + keyId) : Optional.empty();
    }

    private String prefix() {
        return arn.substring(0, arn.indexOf("key/"));
    }
}
