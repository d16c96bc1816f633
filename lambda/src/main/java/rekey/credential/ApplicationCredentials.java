package rekey.credential;

/**
 * An application's client identifier and client secret, as read together.
 *
 * @param version which values these are; changes with every put of either
 */
public record ApplicationCredentials(Secret clientIdentifier, Secret clientSecret, Version version) {

    /** Parameter Store's version numbers of the two parameters; each put adds one. */
    public record Version(long clientIdentifier, long clientSecret) {

        /** Written out: what a record has by itself is made when it is first used, which a start waits for. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Version that
                    && clientIdentifier == that.clientIdentifier
                    && clientSecret == that.clientSecret;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(clientIdentifier) + Long.hashCode(clientSecret);
        }
    }
}
