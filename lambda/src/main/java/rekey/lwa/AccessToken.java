package rekey.lwa;

import java.time.Instant;
import rekey.credential.Secret;

/**
 * An access token as LWA issued it.
 *
 * @param expiresAt when SP-API stops accepting it: LWA's {@code expires_in} counted from before it was asked
 */
public record AccessToken(Secret value, Instant issuedAt, Instant expiresAt) {}
