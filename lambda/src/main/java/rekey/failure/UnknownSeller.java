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
}
