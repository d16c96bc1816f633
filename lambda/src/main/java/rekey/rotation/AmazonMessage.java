package rekey.rotation;

import java.time.Instant;
import java.util.Optional;
import rekey.credential.Secret;

/**
 * What Amazon <a href="https://developer-docs.amazon.com/sp-api/docs/set-up-credential-rotation-notifications">tells an
 * application about its client secret</a>.
 */
sealed interface AmazonMessage {
    /** The application that it is for. */
    Secret clientIdentifier();

    /** When it was sent, if it says so. */
    Optional<Instant> sent();

    /** The client secret will expire. */
    record Expiry(Secret clientIdentifier, Instant expires, Optional<Instant> sent) implements AmazonMessage {}

    /**
     * There is a new client secret: this is its only copy.
     *
     * @param expires when Amazon ends it
     * @param oldExpires when Amazon ends the one before, if it says so
     */
    record NewSecret(
            Secret clientIdentifier,
            Secret clientSecret,
            Instant expires,
            Optional<Instant> oldExpires,
            Optional<Instant> sent)
            implements AmazonMessage {}
}
