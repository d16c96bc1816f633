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
 * template. Nobody may read them unless {@link #grantRead} says so.
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
    private final List<String> arns = new ArrayList<>();

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
        add("ClientIdentifier", names.clientIdentifier(), "LWA client identifier", List.of());
        add("ClientSecret", names.clientSecret(), "LWA client secret", configuration.reminderDays());
        add("RefreshToken", names.refreshToken(Seller.DEFAULT), "Refresh token of the default seller", List.of());
        for (Seller seller : sellers.listed()) {
            add("RefreshToken-" + seller.id(), names.refreshToken(seller), "Refresh token of " + seller, List.of());
        }
        provision.allow(arns, key);
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
        List<String> readable = new ArrayList<>(arns);
        if (sellers.any()) {
            readable.add(ParameterArn.of(Stack.of(this), names.refreshToken(Seller.DEFAULT) + "/*"));
        }
        new SecureStringRights(Stack.of(this), key, readable)
                .allow(role, List.of("ssm:GetParameters"), List.of("kms:Decrypt"));
    }

    private void add(String id, String name, String description, List<Integer> reminderDays) {
        var props = new SecureStringParameter.Props(
                name, description, key, keyAlias, reminderDays, onDelete, repair, provision);
        arns.add(new SecureStringParameter(this, id, props).arn());
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
