package rekey.cli.put;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rekey.cli.CommandFailure;
import rekey.cli.aws.ApplicationKey;
import rekey.cli.aws.AwsProblem;
import rekey.credential.CredentialStore;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.deployment.DeployedNames;
import rekey.failure.CannotDecrypt;
import rekey.failure.Failure;
import rekey.function.Deadline;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * An application's parameters and their key, for the operator. Whatever AWS refuses becomes a {@link CommandFailure} that
 * says which right it takes.
 *
 * <p>A put always sends the type, the tier and the key: a key that is left out is not kept but
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">replaced</a> by
 * {@code alias/aws/ssm}, which everyone in the account may decrypt with. Policies are left out, and kept.
 */
final class Vault {
    private static final Duration LONGEST_READ = Duration.ofSeconds(20);

    private final SsmClient ssm;
    private final KmsClient kms;
    private final CredentialStore store;
    private final String alias;

    Vault(SsmClient ssm, KmsClient kms, ParameterNames names) {
        this.ssm = ssm;
        this.kms = kms;
        this.store = new CredentialStore(ssm, names);
        this.alias = new DeployedNames(names.application()).keyAlias();
    }

    String alias() {
        return alias;
    }

    /** All about a parameter but its value. */
    Optional<ParameterMetadata> find(String name) {
        var filter = ParameterStringFilter.builder()
                .key("Name")
                .option("Equals")
                .values(name)
                .build();
        return call(
                new AwsProblem("look up " + name, "ssm:DescribeParameters"),
                () -> ssm.describeParametersPaginator(request -> request.parameterFilters(filter)).stream()
                        .flatMap(page -> page.parameters().stream())
                        .findFirst());
    }

    /** Those of {@code names} that are set. */
    Map<String, Secret> read(Collection<String> names) {
        String what = String.join(", ", names);
        try {
            return store.readThoseSet(names, Deadline.in(LONGEST_READ));
        } catch (Failure e) {
            if (e.getCause() instanceof SdkException refused && !(e instanceof CannotDecrypt)) {
                throw new AwsProblem(
                                "read " + what,
                                "ssm:GetParameters on it and kms:Decrypt on %s, or store it with --unverified"
                                        .formatted(alias))
                        .failure(refused);
            }
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** Whether Parameter Store means the application's key by {@code keyId}. */
    boolean isOwnKey(String keyId) {
        return key().isNamedBy(keyId);
    }

    private ApplicationKey key() {
        return call(new AwsProblem("look up " + alias, "kms:DescribeKey on it"), () -> ApplicationKey.find(kms, alias))
                .orElseThrow(() -> new CommandFailure(
                        "There is no KMS key %s in this account and region. rekey status says what to do. Nothing was stored."
                                .formatted(alias)));
    }

    /** Stores a new version and returns its number. */
    long overwrite(ParameterMetadata found, Secret value) {
        boolean advanced = found.tier() == ParameterTier.ADVANCED;
        return put(put -> put.name(found.name())
                .value(value.reveal())
                .tier(advanced ? ParameterTier.ADVANCED : ParameterTier.STANDARD)
                .overwrite(true));
    }

    /** Stores the first version of a parameter that was not there. */
    long create(String name, String description, Secret value) {
        return put(put -> put.name(name)
                .value(value.reveal())
                .description(description)
                .tier(ParameterTier.STANDARD)
                .overwrite(false));
    }

    private long put(Consumer<PutParameterRequest.Builder> what) {
        // Not by the alias: Parameter Store shows what it was given, and an alias can lead to another key tomorrow.
        PutParameterRequest.Builder put =
                PutParameterRequest.builder().type(ParameterType.SECURE_STRING).keyId(key().arn());
        what.accept(put);
        PutParameterRequest request = put.build();
        return call(
                new AwsProblem(
                        "store " + request.name(),
                        "ssm:PutParameter on it, and kms:Encrypt and kms:GenerateDataKey on " + alias),
                () -> ssm.putParameter(request).version());
    }

    private static <T> T call(AwsProblem problem, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw problem.failure(e);
        }
    }
}
