package rekey.rotation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.credential.ApplicationCredentials;
import rekey.credential.CredentialStore;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.failure.NotSetYet;
import rekey.failure.ReauthorizeSeller;
import rekey.failure.ScopeRefused;
import rekey.failure.SecretRejected;
import rekey.function.Deadline;
import rekey.lwa.Grant;
import rekey.lwa.LwaClient;
import rekey.spapi.Canary;
import rekey.spapi.Canary.Verdict;
import rekey.spapi.SpApiClient;

/**
 * Whether a client secret works: LWA gives a token for it, and SP-API accepts that token.
 *
 * <p>SP-API is asked for the application's notification destinations, which needs no seller. When that proves nothing and
 * the default seller's refresh token is stored, for the seller's marketplaces. Takes 30 s at most. Thread-safe.
 */
public final class Proof {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Scopes NOTIFICATIONS = Scopes.parse("sellingpartnerapi::notifications");
    /** Of credentials that were not read together, and are not kept. */
    private static final ApplicationCredentials.Version NONE = new ApplicationCredentials.Version(0, 0);

    private final CredentialStore store;
    private final ParameterNames names;
    private final LwaClient lwa;
    private final SpApiClient spApi;

    Proof(CredentialStore store, ParameterNames names, LwaClient lwa, SpApiClient spApi) {
        this.store = store;
        this.names = names;
        this.lwa = lwa;
        this.spApi = spApi;
    }

    /**
     * Never throws because the secret does not work: that LWA refuses it ({@code invalid_client}) is
     * {@link Verdict#SECRET_EXPIRED} with a detail that says so.
     *
     * @throws NotSetYet when the client identifier is not stored yet
     * @throws rekey.failure.Failure when LWA or Parameter Store cannot be asked, as they do
     */
    public Canary prove(Secret clientSecret, Deadline deadline) {
        Deadline sooner = deadline.within(LONGEST);
        String identifier = names.clientIdentifier();
        String refreshToken = names.refreshToken(Seller.DEFAULT);
        Map<String, Secret> stored = store.readThoseSet(List.of(identifier, refreshToken), sooner);
        if (!stored.containsKey(identifier)) {
            throw new NotSetYet(identifier);
        }
        var application = new ApplicationCredentials(stored.get(identifier), clientSecret, NONE);
        Canary grantless = grantless(application, sooner);
        if (isProof(grantless) || !stored.containsKey(refreshToken)) {
            return grantless;
        }
        return sellers(application, stored.get(refreshToken), sooner)
                .filter(Proof::isProof)
                .orElse(grantless);
    }

    private static boolean isProof(Canary canary) {
        return canary.verdict() != Verdict.NOT_ALLOWED && canary.verdict() != Verdict.UNKNOWN;
    }

    private Canary grantless(ApplicationCredentials application, Deadline deadline) {
        try {
            return spApi.destinations(
                    lwa.exchange(new Grant.ClientCredentials(application, NOTIFICATIONS), deadline), deadline);
        } catch (SecretRejected e) {
            return refusedByLwa();
        } catch (ScopeRefused e) {
            // Which is no verdict about the secret; the seller's call may give one.
            return new Canary(Verdict.NOT_ALLOWED, "LWA does not grant " + NOTIFICATIONS);
        }
    }

    private Optional<Canary> sellers(ApplicationCredentials application, Secret refreshToken, Deadline deadline) {
        try {
            return Optional.of(spApi.participations(
                    lwa.exchange(new Grant.RefreshToken(application, refreshToken, Seller.DEFAULT), deadline),
                    deadline));
        } catch (SecretRejected e) {
            return Optional.of(refusedByLwa());
        } catch (ReauthorizeSeller e) {
            // About the seller, not about the secret. The watch tells people of it.
            return Optional.empty();
        }
    }

    private static Canary refusedByLwa() {
        return new Canary(Verdict.SECRET_EXPIRED, "LWA refuses the secret, invalid_client");
    }
}
