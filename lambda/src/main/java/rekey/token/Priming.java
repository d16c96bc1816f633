package rekey.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import rekey.credential.ApplicationName;
import rekey.credential.CredentialStore;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;
import rekey.lwa.LwaClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A rehearsal before Lambda takes a SnapStart snapshot, so that a function that starts from it has every class loaded that
 * it needs, and TLS set up.
 *
 * <p>It plays a whole request for a token with a broker of its own and with made-up credentials. Parameter Store and LWA are
 * asked, over the network and as nobody; what they say is thrown away and made-up answers are taken for it. So the snapshot,
 * which many environments start from, holds no credential and no token. Nor does it hold an open connection, or anything
 * that is believed until some time. What chance decides is decided after the start: {@link java.security.SecureRandom} draws
 * from the kernel, which Lambda has
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">made safe</a>.
 *
 * <p>A failure is a line in the log, and no reason not to publish a version: what was not rehearsed takes its time later.
 */
final class Priming implements Resource {
    private static final ParameterNames NAMES = new ParameterNames(new ApplicationName("rehearsal"));
    private static final String PARAMETERS =
            """
            {"Parameters":[
              {"Name":"%s","Type":"SecureString","Value":"rehearsal","Version":1,"LastModifiedDate":1.0E9},
              {"Name":"%s","Type":"SecureString","Value":"rehearsal","Version":1,"LastModifiedDate":1.0E9},
              {"Name":"%s","Type":"SecureString","Value":"rehearsal","Version":1,"LastModifiedDate":1.0E9}],
             "InvalidParameters":[]}
            """.formatted(NAMES.clientIdentifier(), NAMES.clientSecret(), NAMES.refreshToken(Seller.DEFAULT));
    private static final String TOKEN =
            "{\"access_token\":\"rehearsal\",\"token_type\":\"bearer\",\"expires_in\":3600}";
    private static final byte[] REQUEST = "{\"forceRefresh\":false}".getBytes(UTF_8);

    private final FunctionEnvironment environment;
    private final TokenSettings settings;
    private final LwaClient lwa;
    private final Journal journal;

    Priming(FunctionEnvironment environment, TokenSettings settings, LwaClient lwa, Journal journal) {
        this.environment = environment;
        this.settings = settings;
        this.lwa = lwa;
        this.journal = journal;
    }

    /** One that Lambda will call. Whoever registers it keeps it: it is referred to weakly. */
    static Priming registered(FunctionEnvironment environment, TokenSettings settings, LwaClient lwa) {
        Priming priming = new Priming(environment, settings, lwa, new Journal(LambdaRuntime.getLogger()));
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try (SsmClient ssm = environment.ssmForRehearsal(PARAMETERS, journal)) {
            rehearse(new TokenHandler(
                    environment,
                    settings,
                    new TokenBroker(
                            new CredentialStore(ssm, NAMES), lwa.forRehearsal(TOKEN, journal), environment.clock())));
        } catch (IOException | RuntimeException e) {
            journal.warn("priming.failed", "failure", e.getClass().getSimpleName());
        } finally {
            lwa.closeConnections();
        }
    }

    /** The first call exchanges, the second is answered from the cache. */
    private static void rehearse(TokenHandler handler) throws IOException {
        for (int call = 0; call < 2; call++) {
            handler.handleRequest(
                    new ByteArrayInputStream(REQUEST), OutputStream.nullOutputStream(), new RehearsalContext());
        }
    }

    /** Nothing is to be done: the first call finds an empty cache and no connection, and opens what it needs. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
