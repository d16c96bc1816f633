package rekey.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Sellers;
import rekey.deployment.DeployedNames;
import rekey.infra.Configuration.OnDelete;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * An application's credentials: SecureString parameters under a KMS key of their own.
 *
 * <p>The key rotates its material every year and outlives the stack: whoever loses it loses every credential under it.
 * Each parameter is made with a placeholder; a value that is there is never overwritten, and no value passes through the
 * template. Nobody may read them unless one of the grants says so, and nobody but who rotates reads a secret that is not
 * proven yet.
 *
 * <p>The ledger's parameter is not in the template: its first write makes it. CloudFormation would put its own text into it
 * whenever a deployment changed or mended that resource, and what is known of the secret's dates would be gone.
 */
public final class CredentialVault extends Construct {
    /**
     * What a vault is made of.
     *
     * @param configuration whose {@code application}, {@code reminderDays}, {@code sellers}, {@code keyArn} and
     *     {@code onDelete} count here
     * @param archive the functions, of which the vault needs the one that makes SecureStrings
     */
    public record Props(Configuration configuration, FunctionArchive archive) {}

    private final ParameterNames names;
    private final Sellers sellers;
    private final OnDelete onDelete;
    private final Optional<String> repair;
    private final String keyAlias;
    private final IKey key;
    private final ProvisionFunction provision;
    /** Those that a token is asked for with. */
    private final List<String> credentials = new ArrayList<>();

    private final List<String> refreshTokens = new ArrayList<>();

    public CredentialVault(Construct scope, String id, Props props) {
        super(scope, id);
        Configuration configuration = props.configuration();
        DeployedNames deployed = new DeployedNames(configuration.application());
        names = new ParameterNames(configuration.application());
        sellers = configuration.sellers();
        onDelete = configuration.onDelete();
        repair = configuration.repair();
        keyAlias = deployed.keyAlias();
        key = configuration.keyArn().map(this::earlierKey).orElseGet(this::newKey);
        Alias.Builder.create(this, "Alias").aliasName(keyAlias).targetKey(key).build();
        provision = new ProvisionFunction(this, "Provision", new ProvisionFunction.Props(deployed, props.archive()));
        List<String> all = new ArrayList<>();
        credentials.add(add("ClientIdentifier", names.clientIdentifier(), "LWA client identifier", List.of()));
        credentials.add(add("ClientSecret", names.clientSecret(), "LWA client secret", configuration.reminderDays()));
        refreshTokens.add(add(
                "RefreshToken", names.refreshToken(Seller.DEFAULT), "Refresh token of the default seller", List.of()));
        for (Seller seller : sellers.listed()) {
            refreshTokens.add(add(
                    "RefreshToken-" + seller.id(),
                    names.refreshToken(seller),
                    "Refresh token of " + seller,
                    List.of()));
        }
        credentials.addAll(refreshTokens);
        all.addAll(credentials);
        all.add(add(
                "PendingClientSecret",
                names.pendingClientSecret(),
                "LWA client secret that is not proven yet",
                List.of()));
        provision.allow(all.stream().sorted().toList(), key);
    }

    /** What protects the parameters. */
    public IKey key() {
        return key;
    }

    /**
     * Lets {@code role} read the application's credentials and the refresh tokens of the configured sellers by
     * {@code ssm:GetParameters}, and decrypt them by way of Parameter Store only.
     */
    public void grantRead(Role role) {
        List<String> readable = new ArrayList<>(credentials);
        if (sellers.any()) {
            readable.add(arn(names.refreshToken(Seller.DEFAULT) + "/*"));
        }
        new SecureStringRights(Stack.of(this), key, readable)
                .allow(role, List.of("ssm:GetParameters"), List.of("kms:Decrypt"));
    }

    /**
     * Lets {@code role} rotate the client secret: read and write its two places and the ledger, and read what it takes to
     * prove a secret, which is the client identifier and the default seller's refresh token.
     */
    public void grantRotate(Role role) {
        String current = arn(names.clientSecret());
        String pending = arn(names.pendingClientSecret());
        String ledger = arn(names.ledger());
        List<String> secrets =
                List.of(arn(names.clientIdentifier()), current, pending, arn(names.refreshToken(Seller.DEFAULT)));
        Stack stack = Stack.of(this);
        SecureStringRights.parameters(role, List.of("ssm:GetParameters"), with(secrets, ledger));
        SecureStringRights.parameters(role, List.of("ssm:PutParameter"), List.of(current, pending, ledger));
        new SecureStringRights(stack, key, secrets).allowKey(role, List.of("kms:Decrypt"));
        // An Advanced parameter is encrypted by a data key, a Standard one by the key itself.
        new SecureStringRights(stack, key, List.of(current)).allowKey(role, List.of("kms:GenerateDataKey"));
        new SecureStringRights(stack, key, List.of(pending)).allowKey(role, List.of("kms:Encrypt"));
    }

    /** Lets {@code role} see since when each configured seller's refresh token is there, and no token itself. */
    public void grantReadDates(Role role) {
        SecureStringRights.parameters(role, List.of("ssm:GetParameterHistory"), refreshTokens);
    }

    private String add(String id, String name, String description, List<Integer> reminderDays) {
        var props = new SecureStringParameter.Props(
                name, description, key, keyAlias, reminderDays, onDelete, repair, provision);
        return new SecureStringParameter(this, id, props).arn();
    }

    private String arn(String parameterName) {
        return ParameterArn.of(Stack.of(this), parameterName);
    }

    private static List<String> with(List<String> some, String one) {
        List<String> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    private IKey earlierKey(String arn) {
        return Key.fromKeyArn(this, "Key", arn);
    }

    private IKey newKey() {
        return Key.Builder.create(this, "Key")
                .description("Protects the SP-API credentials of " + names.application())
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }
}
