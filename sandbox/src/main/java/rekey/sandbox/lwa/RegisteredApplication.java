package rekey.sandbox.lwa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import rekey.credential.Secret;

/**
 * An SP-API application as the Developer Console knows it: its client secrets, the sellers that authorized it, the
 * scopes it may have.
 *
 * <p>A secret is due 180 days after its issue, yet LWA goes on accepting it: SP-API is what refuses then. When a new
 * one is issued, the old one lives 7 more days, and LWA rejects it after that. A seller's authorization lasts 365 days.
 * Thread-safe.
 */
public final class RegisteredApplication {
    public static final Duration SECRET_LIFE = Duration.ofDays(180);
    public static final Duration OVERLAP = Duration.ofDays(7);
    public static final Duration AUTHORIZATION_LIFE = Duration.ofDays(365);

    /** The scopes that LWA knows; any other is misspelt. */
    static final Set<String> SCOPES = Set.of(
            "sellingpartnerapi::notifications",
            "sellingpartnerapi::client_credential:rotation",
            "sellingpartnerapi::shipments:track");

    private record IssuedSecret(Secret value, Instant issued, Instant rejectedFrom) {}

    private record Authorization(String seller, Instant until) {}

    private final Clock clock;
    private final String clientIdentifier = FakeCredentials.clientIdentifier();
    private final List<IssuedSecret> secrets = new ArrayList<>();
    private final Map<String, Authorization> byRefreshToken = new ConcurrentHashMap<>();

    RegisteredApplication(Clock clock) {
        this.clock = clock;
        issueSecret();
    }

    public String clientIdentifier() {
        return clientIdentifier;
    }

    /** The newest secret. */
    public synchronized String clientSecret() {
        return secrets.get(secrets.size() - 1).value().reveal();
    }

    /** As the console's "Rotate secret" does: every older secret is rejected 7 days from now at the latest. */
    public synchronized String issueSecret() {
        Instant now = clock.instant();
        Instant end = now.plus(OVERLAP);
        secrets.replaceAll(
                old -> old.rejectedFrom().isBefore(end) ? old : new IssuedSecret(old.value(), old.issued(), end));
        String value = FakeCredentials.clientSecret();
        secrets.add(new IssuedSecret(Secret.of(value), now, Instant.MAX));
        return value;
    }

    /** The seller consents. Refresh tokens that it gave before stay good as long as they would have. */
    public String authorize(String seller) {
        String refreshToken = FakeCredentials.refreshToken();
        byRefreshToken.put(
                refreshToken, new Authorization(seller, clock.instant().plus(AUTHORIZATION_LIFE)));
        return refreshToken;
    }

    /** The seller withdraws its consent: none of its refresh tokens is good any more. */
    public void revoke(String seller) {
        byRefreshToken.values().removeIf(authorization -> authorization.seller().equals(seller));
    }

    /** When {@code secret} was issued; empty when LWA rejects it. */
    synchronized Optional<Instant> acceptedSince(String secret) {
        Instant now = clock.instant();
        return secrets.stream()
                .filter(issued -> issued.value().equals(Secret.of(secret)) && now.isBefore(issued.rejectedFrom()))
                .map(IssuedSecret::issued)
                .findFirst();
    }

    /** The seller that {@code refreshToken} was given by; empty when it was revoked, is over, or is another's. */
    Optional<String> sellerOf(String refreshToken) {
        return Optional.ofNullable(byRefreshToken.get(refreshToken))
                .filter(authorization -> clock.instant().isBefore(authorization.until()))
                .map(Authorization::seller);
    }
}
