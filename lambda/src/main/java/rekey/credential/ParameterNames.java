package rekey.credential;

import rekey.credential.Grantee.Seller;

/** Where an application's credentials are in Parameter Store. The only place that knows these names. */
public record ParameterNames(ApplicationName application) {

    /** The client identifier, {@code amzn1.application-oa2-client.…}. */
    public String clientIdentifier() {
        return "/" + application + "/lwa/clientidentifier";
    }

    /** The current client secret: always one that was proven when it was written. */
    public String clientSecret() {
        return "/" + application + "/lwa/clientsecret";
    }

    /** A new client secret that is not proven yet; holds the {@linkplain Placeholder placeholder} while there is none. */
    public String pendingClientSecret() {
        return "/" + application + "/lwa/clientsecret-pending";
    }

    /** The ledger: what is known of the secret's dates, as JSON without any secret in it. Not encrypted. */
    public String ledger() {
        return "/" + application + "/lwa/rotation";
    }

    /** The refresh token that {@code seller} gave the application. */
    public String refreshToken(Seller seller) {
        String base = "/" + application + "/refreshToken";
        return seller.equals(Seller.DEFAULT) ? base : base + "/" + seller.id();
    }
}
