package rekey.infra;

import java.util.List;
import java.util.Map;
import rekey.deployment.DeployedNames;
import rekey.token.TokenHandler;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/**
 * The function that gives backends access tokens, under the alias {@value DeployedNames#LIVE}.
 *
 * <p>The alias points to the newest published version, which starts from a SnapStart snapshot or, where the configuration
 * names a {@code tokenImage}, is a container image with an archive of its classes. Whoever may invoke the
 * alias gets tokens, and nothing more: attach {@link #callerPolicy} to roles of this account, or name ARNs of other
 * accounts in the configuration.
 */
public final class TokenFunction extends Construct {
    /**
     * What it is made of.
     *
     * @param configuration whose {@code application}, {@code sellers}, {@code callers} and {@code tokenImage} count here
     * @param vault where the credentials are
     * @param notices who is told when tokens cannot be had
     */
    public record Props(Configuration configuration, CredentialVault vault, Notices notices, FunctionArchive archive) {}

    private final Alias live;
    private final ManagedPolicy callerPolicy;

    public TokenFunction(Construct scope, String id, Props props) {
        super(scope, id);
        Configuration configuration = props.configuration();
        DeployedNames names = new DeployedNames(configuration.application());
        JavaFunction java = new JavaFunction(
                this,
                "Java",
                new JavaFunction.Props(
                        names.tokenFunction(),
                        "Gives access tokens of %s for SP-API".formatted(configuration.application()),
                        TokenHandler.class.getName(),
                        props.archive(),
                        Duration.seconds(30),
                        Map.of(
                                "REKEY_APP", configuration.application().value(),
                                "REKEY_SELLERS", configuration.sellers().toString()),
                        configuration
                                .tokenImage()
                                .<JavaFunction.Packaging>map(JavaFunction.Packaging.Image::new)
                                .orElseGet(() -> new JavaFunction.Packaging.Zip(true))));
        props.vault().grantRead(java.role());
        Function function = java.function();
        if (configuration.tokenImage().isEmpty()) {
            // It asks whether versions are published. The alias does.
            Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        }
        live = Alias.Builder.create(this, "Live")
                .aliasName(DeployedNames.LIVE)
                .version(function.getCurrentVersion())
                .build();
        callerPolicy = ManagedPolicy.Builder.create(this, "CallerPolicy")
                .description("May ask for access tokens of %s".formatted(configuration.application()))
                .statements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("lambda:InvokeFunction"))
                        .resources(List.of(live.getFunctionArn()))
                        .build()))
                .build();
        for (String arn : configuration.callers()) {
            live.addPermission(
                    "Caller-" + arn,
                    Permission.builder().principal(new ArnPrincipal(arn)).build());
        }
        new TokenAlarms(this, "Alarms", new TokenAlarms.Props(names, live, java.log(), props.notices()));
    }

    /** What callers invoke. */
    public Alias live() {
        return live;
    }

    /** The right to invoke it, for roles and users of this account. */
    public ManagedPolicy callerPolicy() {
        return callerPolicy;
    }

    /** Lets {@code role} ask for tokens. */
    public void grantInvoke(IRole role) {
        role.addManagedPolicy(callerPolicy);
    }
}
