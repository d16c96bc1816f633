package rekey.token;

import java.util.List;
import java.util.Map;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Sellers;
import rekey.function.Variables;
import rekey.lwa.LwaEndpoint;

/**
 * The token function's environment variables, read once.
 *
 * @param application {@code REKEY_APP}: the application's name; required
 * @param lwaEndpoint {@code REKEY_LWA_ENDPOINT}: default {@value LwaEndpoint#DEFAULT}
 * @param scopes {@code REKEY_SCOPES}: the scopes that callers may ask for, separated by one space each; default
 *     {@value #DEFAULT_SCOPES}. Never {@value Scopes#ROTATION}: whoever holds such a token can rotate the client secret.
 * @param sellers {@code REKEY_SELLERS}: the sellers besides the default one that callers may ask for, separated by one
 *     space each, or {@code none}; default {@code any}. The function's role allows no more than what is set here.
 */
record TokenSettings(ApplicationName application, LwaEndpoint lwaEndpoint, List<String> scopes, Sellers sellers) {
    static final String DEFAULT_SCOPES = "sellingpartnerapi::notifications sellingpartnerapi::shipments:track";

    /** @throws rekey.failure.Misconfigured with all that is wrong */
    static TokenSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        var application = variables.required("REKEY_APP", ApplicationName::new);
        var endpoint = variables.optional("REKEY_LWA_ENDPOINT", LwaEndpoint.DEFAULT, LwaEndpoint::parse);
        var scopes = variables.optional("REKEY_SCOPES", DEFAULT_SCOPES, TokenSettings::scopesForCallers);
        var sellers = variables.optional("REKEY_SELLERS", "any", Sellers::parse);
        variables.check();
        return new TokenSettings(application, endpoint, scopes, sellers);
    }

    private static List<String> scopesForCallers(String text) {
        List<String> names = Scopes.parse(text).names();
        if (names.contains(Scopes.ROTATION)) {
            throw new IllegalArgumentException("The rotation scope is never given to callers.");
        }
        return names;
    }
}
