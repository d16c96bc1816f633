package rekey.credential;

/**
 * Everything that an exchange needs, read by one call.
 *
 * @param refreshToken the seller's; null for scopes, which need none
 * @param refreshTokenVersion Parameter Store's version number of it; 0 for scopes
 */
public record StoredCredentials(ApplicationCredentials application, Secret refreshToken, long refreshTokenVersion) {

    /** What an exchange for scopes needs. */
    public static StoredCredentials of(ApplicationCredentials application) {
        return new StoredCredentials(application, null, 0);
    }

    /** Whether {@code other} holds the same values, by their version numbers. */
    public boolean sameVersionsAs(StoredCredentials other) {
        return application.version().equals(other.application.version())
                && refreshTokenVersion == other.refreshTokenVersion;
    }
}
