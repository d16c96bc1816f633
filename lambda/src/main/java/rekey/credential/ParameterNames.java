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

    /** The refresh token that {@code seller} gave the application. */
    public String refreshToken(Seller seller) {
        String base = "/" + application + "/refreshToken";
        return seller.equals(Seller.DEFAULT) ? base : base + "/" + seller.id();
    }
}
