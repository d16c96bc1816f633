package rekey.lwa;

import okhttp3.FormBody;
import okhttp3.RequestBody;
import rekey.credential.ApplicationCredentials;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.Secret;
import rekey.credential.StoredCredentials;

/**
 * What is exchanged for an access token. The two
 * <a href="https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api">grants</a> that keep an
 * application running: a seller's refresh token, and the application's own credentials for a scope.
 */
public sealed interface Grant {
    ApplicationCredentials application();

    Grantee grantee();

    /** The grant for {@code grantee} out of what was read for it. */
    static Grant of(Grantee grantee, StoredCredentials credentials) {
        if (grantee instanceof Scopes scopes) {
            return new ClientCredentials(credentials.application(), scopes);
        }
        return new RefreshToken(credentials.application(), credentials.refreshToken(), (Seller) grantee);
    }

    /** The form that LWA takes, percent-encoded; credentials hold {@code |}, and may hold {@code +} and {@code =}. */
    default RequestBody form() {
        FormBody.Builder form = new FormBody.Builder()
                .add("client_id", application().clientIdentifier().reveal())
                .add("client_secret", application().clientSecret().reveal());
        if (this instanceof RefreshToken grant) {
            form.add("grant_type", "refresh_token")
                    .add("refresh_token", grant.refreshToken().reveal());
        } else if (this instanceof ClientCredentials grant) {
            form.add("grant_type", "client_credentials")
                    .add("scope", grant.grantee().joined());
        }
        return form.build();
    }

    /** A seller's. Sends no scope. */
    record RefreshToken(ApplicationCredentials application, Secret refreshToken, Seller grantee) implements Grant {}

    /** The application's own. Needs no refresh token. */
    record ClientCredentials(ApplicationCredentials application, Scopes grantee) implements Grant {}
}
