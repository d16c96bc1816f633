package rekey.cli.put;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rekey.cli.CommandFailure;
import rekey.credential.ApplicationCredentials;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.failure.ReauthorizeSeller;
import rekey.failure.ScopeRefused;
import rekey.failure.SecretRejected;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.lwa.Grant;
import rekey.lwa.LwaClient;

/**
 * Tries a credential at LWA before it is stored, together with those that are stored already: nothing that LWA refuses
 * gets to the callers. What has no counterpart yet cannot be tried.
 */
final class Trial {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Scopes SCOPE = Scopes.parse("sellingpartnerapi::notifications");
    private static final String OR_UNVERIFIED = " Nothing was stored. Try again later, or store it with --unverified.";

    private final LwaClient lwa;
    private final ParameterNames names;

    Trial(LwaClient lwa, ParameterNames names) {
        this.lwa = lwa;
        this.names = names;
    }

    /** The parameters that a credential of this kind is tried with. */
    List<String> counterparts(Kind kind) {
        return switch (kind) {
            case CLIENT_IDENTIFIER -> List.of(names.clientSecret());
            case CLIENT_SECRET -> List.of(names.clientIdentifier());
            case REFRESH_TOKEN -> List.of(names.clientIdentifier(), names.clientSecret());
        };
    }

    /**
     * @param stored what is set, by name
     * @return what came of it, as a sentence
     * @throws CommandFailure when LWA refuses it, or cannot tell
     */
    String of(Kind kind, Seller seller, Secret value, Map<String, Secret> stored) {
        List<String> missing = new ArrayList<>(counterparts(kind));
        missing.removeAll(stored.keySet());
        if (!missing.isEmpty()) {
            return "It could not be tried at LWA: not set yet %s %s."
                    .formatted(missing.size() == 1 ? "is" : "are", String.join(" and ", missing));
        }
        Secret identifier = kind == Kind.CLIENT_IDENTIFIER ? value : stored.get(names.clientIdentifier());
        Secret secret = kind == Kind.CLIENT_SECRET ? value : stored.get(names.clientSecret());
        var application = new ApplicationCredentials(identifier, secret, new Version(0, 0));
        Grant grant = kind == Kind.REFRESH_TOKEN
                ? new Grant.RefreshToken(application, value, seller)
                : new Grant.ClientCredentials(application, SCOPE);
        try {
            lwa.exchange(grant, Deadline.in(LONGEST));
        } catch (ScopeRefused e) {
            // LWA looks at the scope only once it knows the application by its identifier and secret.
            return accepted(kind);
        } catch (Failure e) {
            throw refused(kind, e);
        }
        return accepted(kind);
    }

    private String accepted(Kind kind) {
        return "LWA accepts it together with the stored %s."
                .formatted(
                        switch (kind) {
                            case CLIENT_IDENTIFIER -> "client secret";
                            case CLIENT_SECRET -> "client identifier";
                            case REFRESH_TOKEN -> "client identifier and secret";
                        });
    }

    private CommandFailure refused(Kind kind, Failure failure) {
        if (failure instanceof ReauthorizeSeller) {
            return new CommandFailure(
                    "LWA refuses this refresh token (invalid_grant): it is mistyped, revoked, over a year old, or was"
                            + " given to another application. Nothing was stored. Let the seller authorize the"
                            + " application again, and store the token that comes of it.",
                    failure);
        }
        if (failure instanceof SecretRejected) {
            return new CommandFailure(rejected(kind) + " Nothing was stored.", failure);
        }
        return new CommandFailure(
                (failure instanceof TryLater ? "LWA cannot be asked now." : failure.getMessage()) + OR_UNVERIFIED,
                failure);
    }

    private String rejected(Kind kind) {
        return switch (kind) {
            case CLIENT_IDENTIFIER ->
                "LWA rejects this client identifier with the secret in %s (invalid_client). Compare it with the Developer"
                                .formatted(names.clientSecret())
                        + " Console; if the secret is the one to be replaced, store the identifier with --unverified.";
            case CLIENT_SECRET ->
                "LWA rejects this client secret with the identifier in %s (invalid_client). Compare both with the Developer"
                                .formatted(names.clientIdentifier())
                        + " Console: the secret may be mistyped, of another application, or dead for over 7 days.";
            case REFRESH_TOKEN ->
                "LWA rejects the stored %s and %s (invalid_client), so the refresh token could not be tried. Store these"
                                .formatted(names.clientIdentifier(), names.clientSecret())
                        + " first, or this one with --unverified.";
        };
    }
}
