package rekey.token;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import rekey.credential.CredentialStore;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.failure.Failure;
import rekey.failure.UnknownSeller;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;
import rekey.lwa.AccessToken;
import rekey.lwa.LwaClient;

/**
 * The token function's entry point, {@code rekey.token.TokenHandler::handleRequest}.
 *
 * <p>Takes {@code {}}, {@code {"seller":"A2EXAMPLE"}} or {@code {"scope":"sellingpartnerapi::notifications"}}, each with
 * {@code "forceRefresh":true} if wanted, and answers
 * {@code {"access_token":"Atza|…","token_type":"bearer","expires_in":3512,"expires_at":"2026-11-23T15:04:05Z"}}.
 * Throws a {@link Failure} otherwise, whose type Lambda passes on as {@code errorType}. Thread-safe.
 *
 * @see TokenSettings its environment variables
 */
public final class TokenHandler implements RequestStreamHandler {
    private final TokenSettings settings;
    private final TokenBroker broker;
    private final Clock clock;
    /** Null where no snapshot is taken. Kept here, as nothing else keeps it. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Priming priming;

    /** As Lambda starts it. */
    public TokenHandler() {
        this(FunctionEnvironment.ofProcess());
    }

    /** @throws rekey.failure.Misconfigured when an environment variable is missing or wrong */
    public TokenHandler(FunctionEnvironment environment) {
        settings = TokenSettings.from(environment.variables());
        clock = environment.clock();
        ParameterNames names = new ParameterNames(settings.application());
        LwaClient lwa = new LwaClient(settings.lwaEndpoint(), names, clock);
        broker = new TokenBroker(new CredentialStore(environment.ssm(), names), lwa, clock);
        priming = environment.startsFromSnapshots() ? Priming.registered(environment, settings, lwa) : null;
    }

    /** For a rehearsal. */
    TokenHandler(TokenSettings settings, TokenBroker broker, Clock clock) {
        this.settings = settings;
        this.broker = broker;
        this.clock = clock;
        this.priming = null;
    }

    /**
     * @throws Failure when there is no token to give, by its type for what must be done
     * @throws IOException when the runtime's own streams fail
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Journal journal = new Journal(context.getLogger());
        try {
            TokenRequest request = TokenRequest.read(input, settings.scopes());
            refuseOtherSellers(request.grantee());
            AccessToken token = broker.token(request.grantee(), request.forceRefresh(), Deadline.of(context), journal);
            new TokenResponse(token).write(output, clock.instant());
        } catch (Failure e) {
            journal.warn("token.failed", "failure", e.getClass().getSimpleName());
            throw e;
        }
    }

    private void refuseOtherSellers(Grantee grantee) {
        if (grantee instanceof Seller seller && !settings.sellers().allow(seller)) {
            throw new UnknownSeller(seller.toString());
        }
    }
}
