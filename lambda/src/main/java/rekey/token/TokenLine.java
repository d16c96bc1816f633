package rekey.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.StoredCredentials;
import rekey.lwa.AccessToken;

/**
 * One grantee's last exchange: what was exchanged, the token it gave, and when to exchange again. Immutable.
 *
 * @param renewAt from here on, a call asks LWA for the next token; until {@code token.expiresAt()} this one can still
 *     be handed out when LWA cannot answer
 */
record TokenLine(StoredCredentials credentials, AccessToken token, Instant renewAt) {
    /** Left of a token's life when it is renewed, so that whoever gets it has time to use it. */
    static final Duration MARGIN = Duration.ofMinutes(5);
    /** Up to this much earlier, drawn by chance, so that environments that started together don't renew together. */
    static final Duration SPREAD = Duration.ofMinutes(1);
    /** A token with less than this left is not worth handing out. */
    static final Duration LEAST = Duration.ofSeconds(30);
    /** How long a token that should be renewed is handed out before LWA is asked again. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Renews 5 to 6 minutes before the end; in the second half of its life, when that is shorter. */
    static TokenLine fresh(StoredCredentials credentials, AccessToken token, DoubleSupplier random) {
        Duration margin = MARGIN.plusMillis((long) (random.getAsDouble() * SPREAD.toMillis()));
        Duration half = Duration.between(token.issuedAt(), token.expiresAt()).dividedBy(2);
        return new TokenLine(credentials, token, token.expiresAt().minus(margin.compareTo(half) < 0 ? margin : half));
    }

    boolean serves(Version current, Instant now) {
        return now.isBefore(renewAt) && credentials.application().version().equals(current);
    }

    /** Whether the token can stand in while LWA cannot answer. */
    boolean canStandIn(Instant now) {
        return now.isBefore(token.expiresAt().minus(LEAST));
    }

    TokenLine renewedLater(Instant now) {
        return new TokenLine(credentials, token, now.plus(PATIENCE));
    }
}
