package rekey.failure;

/**
 * LWA no longer accepts the seller's refresh token ({@code invalid_grant}): the seller revoked it, the authorization is
 * over a year old, or it was given to another application. Only the seller can renew it.
 */
public final class ReauthorizeSeller extends Failure {
    public ReauthorizeSeller(String seller, String parameter) {
        super("LWA refuses the refresh token of %s (invalid_grant).".formatted(seller)
                + " The seller authorizes the application again; then store the new refresh token in %s."
                        .formatted(parameter));
    }
}
