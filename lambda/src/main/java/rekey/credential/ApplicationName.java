package rekey.credential;

import java.util.regex.Pattern;

/**
 * The name of one SP-API application, and the first level of its parameters' names: {@code my-erp} in
 * {@code /my-erp/lwa/clientsecret}.
 *
 * <p>1 to 48 letters, digits, {@code .}, {@code _} or {@code -}, starting with a letter or digit, and not with
 * {@code aws} or {@code ssm} in any case, which Parameter Store
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html">keeps for
 * itself</a>.
 */
public record ApplicationName(String value) {
    private static final Pattern LEGAL = Pattern.compile("(?i)(?!aws|ssm)[a-z0-9][a-z0-9._-]{0,47}");

    /** @throws IllegalArgumentException when {@code value} is not such a name */
    public ApplicationName {
        if (value == null || !LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("An application's name is 1 to 48 letters, digits, '.', '_' or '-',"
                    + " starts with a letter or digit, and not with aws or ssm.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
