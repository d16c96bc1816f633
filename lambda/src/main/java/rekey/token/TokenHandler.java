package rekey.token;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
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
    private static final byte[] FOR_THE_DEFAULT_SELLER = {'{', '}'};
    /** Of the 10 s that Lambda gives a start. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final FunctionEnvironment environment;
    private final TokenSettings settings;
    private final TokenBroker broker;
    private final Clock clock;
    /** Null where no snapshot is taken. Kept here, as nothing else keeps it. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Priming priming;

    /**
     * As Lambda starts it. Where it is this very process that will be called, it gets the default seller's token at once:
     * Lambda gives a start more CPU than a call. A failure is a line in the log; the first call tries anew. Where no
     * default seller is set it costs a read.
     *
     * @throws rekey.failure.Misconfigured when an environment variable is missing or wrong
     */
    public TokenHandler() {
        this(FunctionEnvironment.ofProcess());
        if (environment.startsForItself()) {
            getAhead(new Journal(LambdaRuntime.getLogger()));
        }
    }

    /** @throws rekey.failure.Misconfigured when an environment variable is missing or wrong */
    public TokenHandler(FunctionEnvironment environment) {
        this.environment = environment;
        settings = TokenSettings.from(environment.variables());
        clock = environment.clock();
        ParameterNames names = new ParameterNames(settings.application());
        LwaClient lwa = new LwaClient(settings.lwaEndpoint(), names, clock);
        broker = new TokenBroker(new CredentialStore(environment.ssm(), names), lwa, clock);
        priming = environment.startsFromSnapshots() ? Priming.registered(environment, settings, lwa) : null;
    }

    /** For a rehearsal. */
    TokenHandler(FunctionEnvironment environment, TokenSettings settings, TokenBroker broker) {
        this.environment = environment;
        this.settings = settings;
        this.broker = broker;
        this.clock = environment.clock();
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
            answer(input, output, Deadline.of(context), journal);
        } catch (Failure e) {
            journal.warn("token.failed", "failure", e.getClass().getSimpleName());
            throw e;
        }
    }

    /** Twice: the second time from the cache, as the first call will be. */
    private void getAhead(Journal journal) {
        try {
            Deadline deadline = Deadline.in(AHEAD);
            for (int call = 0; call < 2; call++) {
                answer(
                        new ByteArrayInputStream(FOR_THE_DEFAULT_SELLER),
                        OutputStream.nullOutputStream(),
                        deadline,
                        journal);
            }
        } catch (IOException | RuntimeException e) {
            journal.warn("ahead.failed", "failure", e.getClass().getSimpleName());
        }
    }

    private void answer(InputStream input, OutputStream output, Deadline deadline, Journal journal) throws IOException {
        TokenRequest request = TokenRequest.read(input, settings.scopes());
        refuseOtherSellers(request.grantee());
        AccessToken token = broker.token(request.grantee(), request.forceRefresh(), deadline, journal);
        new TokenResponse(token).write(output, clock.instant());
    }

    private void refuseOtherSellers(Grantee grantee) {
        if (grantee instanceof Seller seller && !settings.sellers().allow(seller)) {
            throw new UnknownSeller(seller.toString());
        }
    }
}
