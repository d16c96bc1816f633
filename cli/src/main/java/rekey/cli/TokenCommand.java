package rekey.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.token.TokenCall;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** {@code rekey token}: an access token from the deployed function, as a backend gets it. */
@Command(
        name = "token",
        header = "Get an access token from the deployed token function.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "Invokes the function that backends invoke, and says for whom the token is and how long it lives. The token"
                    + " itself is masked, unless --raw prints it and nothing else.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey token                             the default seller's",
            "  rekey token --seller A2EXAMPLE",
            "  rekey token --scope sellingpartnerapi::notifications",
            "  rekey token --raw | sed 's/^/x-amz-access-token: /' | curl -H @- \\",
            "    https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations"
        })
final class TokenCommand implements Callable<Integer> {
    /** Whose token. */
    static final class For {
        @Option(names = "--seller", paramLabel = "ID", description = "For this seller. Default: the default seller.")
        private String seller;

        @Option(names = "--scope", paramLabel = "NAME", description = "For a grantless operation.")
        private String scope;
    }

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private For whose = new For();

    @Option(names = "--force-refresh", description = "Exchange anew, whatever the function has cached.")
    private boolean forceRefresh;

    @Option(names = "--raw", description = "Print the token and nothing else.")
    private boolean raw;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    TokenCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        Grantee grantee = grantee();
        DeployedNames names = new DeployedNames(options.application());
        try (LambdaClient lambda = options.connect().lambda()) {
            show(grantee, new TokenCall(lambda, names).of(grantee, forceRefresh));
        }
        return 0;
    }

    private Grantee grantee() {
        if (whose.scope != null) {
            return options.parsed("--scope", whose.scope, Scopes::parse);
        }
        return whose.seller == null ? Seller.DEFAULT : options.parsed("--seller", whose.seller, Seller::named);
    }

    private void show(Grantee grantee, TokenCall.Token token) {
        PrintWriter out = session.terminal().out();
        if (raw) {
            // The one place where a token is shown: whoever asks for it by name gets it.
            out.println(token.value().reveal());
            return;
        }
        Duration life = Duration.ofSeconds(token.expiresIn());
        out.println("%s for %s".formatted(token.value(), grantee));
        out.println("  good until %s, for %d min %d s"
                .formatted(token.expiresAt(), life.toMinutes(), life.toSecondsPart()));
    }
}
