package rekey.credential;

/**
 * An application's client identifier and client secret, as read together.
 *
 * @param version which values these are; changes with every put of either
 */
public record ApplicationCredentials(Secret clientIdentifier, Secret clientSecret, Version version) {

    /** Parameter Store's version numbers of the two parameters; each put adds one. */
    public record Version(long clientIdentifier, long clientSecret) {}
}
