package rekey.cli.put;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;

/**
 * Which parameter a value is for: by its kind, {@code clientsecret}, or by its full name,
 * {@code /my-erp/lwa/clientsecret}, as a reminder names it.
 *
 * @param application what the full name says; empty for a kind alone
 * @param seller what the full name says: the default seller, too, where it names none; empty for a kind alone
 */
public record Destination(Kind kind, Optional<ApplicationName> application, Optional<Seller> seller) {
    private static final Pattern FULL_NAME = Pattern.compile("/([^/]+)/.+");

    /** @throws IllegalArgumentException when it is neither; the message does not repeat it */
    public static Destination parse(String text) {
        Matcher fullName = FULL_NAME.matcher(text);
        return fullName.matches()
                ? named(text, new ApplicationName(fullName.group(1)))
                : new Destination(Kind.named(text), Optional.empty(), Optional.empty());
    }

    private static Destination named(String name, ApplicationName application) {
        ParameterNames names = new ParameterNames(application);
        for (Kind kind : Kind.values()) {
            if (name.equals(kind.nameIn(names, Seller.DEFAULT))) {
                return new Destination(kind, Optional.of(application), Optional.of(Seller.DEFAULT));
            }
        }
        String sellers = names.refreshToken(Seller.DEFAULT) + "/";
        if (!name.startsWith(sellers)) {
            throw new IllegalArgumentException("This is no credential's parameter: their names are %s, %s and %s."
                    .formatted(names.clientIdentifier(), names.clientSecret(), names.refreshToken(Seller.DEFAULT)));
        }
        return new Destination(
                Kind.REFRESH_TOKEN,
                Optional.of(application),
                Optional.of(Seller.named(name.substring(sellers.length()))));
    }
}
