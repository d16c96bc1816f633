package rekey.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import rekey.credential.ApplicationCredentials;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.CredentialStore;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.StoredCredentials;
import rekey.failure.ReauthorizeSeller;
import rekey.failure.SecretRejected;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.lwa.AccessToken;
import rekey.lwa.Grant;
import rekey.lwa.LwaClient;

/**
 * Gives each grantee its access token, asking Parameter Store and LWA as seldom as is right.
 *
 * <p>Credentials are believed for 5 minutes. A token is handed out until 5 to 6 minutes before its end, and only while
 * the secret that it was got with is the current one; one exchange at a time is under way per grantee. When LWA rejects
 * credentials that were not read just now, they are read again, once, and tried when they differ: a rotation needs no
 * redeploy. While Parameter Store or LWA cannot answer, what is still good stays in use. Thread-safe.
 */
final class TokenBroker {
    /** How long credentials are believed: how long after a rotation a token of the old secret may be handed out. */
    static final Duration BELIEVED = Duration.ofMinutes(5);
    /** How long Parameter Store is left alone after it could not answer. */
    static final Duration SPARED = Duration.ofSeconds(30);

    /** How long a call that has a good token waits for Parameter Store to say whether the secret is still current. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Equality and hash are written out: what a record has by itself is made when it is first used, in a start. */
    private record Errand(Grantee grantee, boolean force) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Errand that && force == that.force && grantee.equals(that.grantee);
        }

        @Override
        public int hashCode() {
            return 31 * grantee.hashCode() + Boolean.hashCode(force);
        }
    }

    /** The application's credentials as they are in Parameter Store, and until when that is believed. */
    private record Current(ApplicationCredentials application, Instant believedUntil) {
        Version version() {
            return application.version();
        }
    }

    /** Credentials to exchange, and whether they were read for this very exchange. */
    private record Found(StoredCredentials credentials, boolean justRead) {}

    private final CredentialStore store;
    private final LwaClient lwa;
    private final Clock clock;
    private final DoubleSupplier random;
    private final TokenCache cache = new TokenCache();
    private final SingleFlight<Errand, AccessToken> exchanges = new SingleFlight<>();
    private final SingleFlight<String, Version> looks = new SingleFlight<>();
    private volatile Current current;

    TokenBroker(CredentialStore store, LwaClient lwa, Clock clock) {
        this(store, lwa, clock, new SecureRandom()::nextDouble);
    }

    TokenBroker(CredentialStore store, LwaClient lwa, Clock clock, DoubleSupplier random) {
        this.store = store;
        this.lwa = lwa;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param force exchange anew, with credentials read anew, whatever is cached
     * @throws rekey.failure.Failure when there is no token to give
     */
    AccessToken token(Grantee grantee, boolean force, Deadline deadline, Journal journal) {
        if (!force) {
            TokenLine line = cache.get(grantee);
            Instant now = clock.instant();
            // The first question costs nothing, the second may cost a read of Parameter Store.
            if (line != null && now.isBefore(line.renewAt()) && line.serves(currentVersion(deadline, journal), now)) {
                return line.token();
            }
        }
        return exchanges.join(new Errand(grantee, force), deadline, () -> exchange(grantee, force, deadline, journal));
    }

    private AccessToken exchange(Grantee grantee, boolean force, Deadline deadline, Journal journal) {
        Instant now = clock.instant();
        TokenLine line = force ? null : cache.get(grantee);
        if (line != null && current != null && line.serves(current.version(), now)) {
            // Another call's exchange ended between this call's look into the cache and here.
            return line.token();
        }
        try {
            Found found = credentials(grantee, force, line, deadline, journal);
            return exchange(grantee, found, deadline, journal);
        } catch (TryLater e) {
            if (line == null || !line.canStandIn(now)) {
                throw e;
            }
            cache.put(grantee, line.renewedLater(now), now);
            journal.warn(
                    "token.kept", "for", grantee, "expires_at", line.token().expiresAt());
            return line.token();
        }
    }

    private AccessToken exchange(Grantee grantee, Found found, Deadline deadline, Journal journal) {
        Instant started = clock.instant();
        StoredCredentials used = found.credentials();
        AccessToken token;
        try {
            token = lwa.exchange(Grant.of(grantee, used), deadline);
        } catch (SecretRejected | ReauthorizeSeller e) {
            if (found.justRead()) {
                throw e;
            }
            used = remembered(store.read(grantee, deadline));
            if (used.sameVersionsAs(found.credentials())) {
                throw e;
            }
            token = lwa.exchange(Grant.of(grantee, used), deadline);
        }
        Instant now = clock.instant();
        cache.put(grantee, TokenLine.fresh(used, token, random), now);
        journal.info(
                "token.exchanged",
                "for",
                grantee,
                "secret_version",
                used.application().version().clientSecret(),
                "millis",
                Duration.between(started, now).toMillis());
        return token;
    }

    /**
     * Scopes need only what is believed anyway; a seller's refresh token is read for each exchange, together with the
     * rest. When Parameter Store cannot answer, what the last exchange was made with is tried again: LWA is the judge.
     */
    private Found credentials(Grantee grantee, boolean force, TokenLine line, Deadline deadline, Journal journal) {
        Current known = current;
        if (!force && grantee instanceof Scopes && known != null && isBelieved(known)) {
            return new Found(StoredCredentials.of(known.application()), false);
        }
        try {
            return new Found(remembered(store.read(grantee, deadline)), true);
        } catch (TryLater e) {
            if (line == null) {
                throw e;
            }
            journal.warn("credentials.kept", "for", grantee);
            return new Found(line.credentials(), false);
        }
    }

    private Version currentVersion(Deadline deadline, Journal journal) {
        Current known = current;
        return isBelieved(known) ? known.version() : looks.join("application", deadline, () -> look(deadline, journal));
    }

    private Version look(Deadline deadline, Journal journal) {
        Current known = current;
        if (isBelieved(known)) {
            // Another call's look ended between this call's decision to look and here.
            return known.version();
        }
        try {
            return remembered(store.readApplication(deadline.within(LOOK)))
                    .application()
                    .version();
        } catch (TryLater e) {
            journal.warn("credentials.kept", "for", "the application");
            current = new Current(known.application(), clock.instant().plus(SPARED));
            return known.version();
        }
    }

    private boolean isBelieved(Current known) {
        return clock.instant().isBefore(known.believedUntil());
    }

    private StoredCredentials remembered(StoredCredentials read) {
        current = new Current(read.application(), clock.instant().plus(BELIEVED));
        return read;
    }
}
