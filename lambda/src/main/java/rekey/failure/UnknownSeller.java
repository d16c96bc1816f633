package rekey.failure;

/**
 * There is no refresh token for this seller: the application was never authorized by it, or the token was never stored.
 * Another seller's token is never used instead.
 */
public final class UnknownSeller extends Failure {
    public UnknownSeller(String seller, String parameter) {
        super("No refresh token is stored for %s: the parameter %s does not exist.".formatted(seller, parameter)
                + " Check the seller's id; if it is right, store the refresh token of its authorization there.");
    }

    /** For a seller that the deployment was not made for; its parameter is not even looked for. */
    public UnknownSeller(String seller) {
        super("This deployment may not read the refresh token of %s.".formatted(seller)
                + " Check the seller's id; if it is right, deploy again with it in -c sellers=….");
    }
}
