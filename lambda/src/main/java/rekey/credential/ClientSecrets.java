package rekey.credential;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import rekey.failure.ParameterMissing;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The client secret's two places in Parameter Store: the current one, which everybody reads, and one for a secret that is
 * not proven yet.
 *
 * <p>Every put names type, key and tier: what a put leaves out, Parameter Store
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">does not keep</a>, above
 * all not the key. It leaves the policies out, which are kept, and whose clock starts again. Thread-safe. Caches nothing.
 * Every method throws as {@link StoreCall} does.
 */
public final class ClientSecrets {
    /**
     * A client secret as it is stored.
     *
     * @param version Parameter Store's number of this version of the parameter
     * @param stored when this version was put, by whomever and for whatever reason
     */
    public record Stored(Secret secret, long version, Instant stored) {}

    /**
     * What both places hold; empty where it is the placeholder.
     *
     * @param currentVersion the version of the current secret's parameter, whatever it holds
     */
    public record Both(Optional<Stored> current, Optional<Stored> pending, long currentVersion) {}

    private final SsmClient ssm;
    private final ParameterNames names;
    private final String keyArn;

    /** @param keyArn the KMS key that the parameters are encrypted under */
    public ClientSecrets(SsmClient ssm, ParameterNames names, String keyArn) {
        this.ssm = ssm;
        this.names = names;
        this.keyArn = keyArn;
    }

    /** @throws ParameterMissing when there is no parameter for one of them */
    public Both read(Deadline deadline) {
        List<String> wanted = List.of(names.clientSecret(), names.pendingClientSecret());
        Map<String, Parameter> found = get(wanted, deadline);
        for (String name : wanted) {
            if (!found.containsKey(name)) {
                throw new ParameterMissing(name);
            }
        }
        Parameter current = found.get(names.clientSecret());
        return new Both(stored(current), stored(found.get(names.pendingClientSecret())), current.version());
    }

    /** An earlier version of the current secret's parameter; empty when it is not kept any more, or was no secret. */
    public Optional<Stored> version(long version, Deadline deadline) {
        Map<String, Parameter> found = get(List.of(names.clientSecret() + ":" + version), deadline);
        return found.values().stream().findFirst().flatMap(ClientSecrets::stored);
    }

    /**
     * Makes {@code secret}, which must be proven, the current one. Parameter Store has no compare-and-set: that somebody
     * else put one since it was read shows in the version only.
     *
     * @return the version that it became; the one after that which was read, unless somebody else came in between
     */
    public long putCurrent(Secret secret, Deadline deadline) {
        return put(names.clientSecret(), secret.reveal(), ParameterTier.ADVANCED, deadline);
    }

    /** Keeps {@code secret} as the pending one, in place of any other. */
    public void putPending(Secret secret, Deadline deadline) {
        put(names.pendingClientSecret(), secret.reveal(), ParameterTier.STANDARD, deadline);
    }

    /** There is no pending secret any more. Also a trial whether the store can be written to, while there is none. */
    public void clearPending(Deadline deadline) {
        put(names.pendingClientSecret(), Placeholder.VALUE, ParameterTier.STANDARD, deadline);
    }

    private long put(String name, String value, ParameterTier tier, Deadline deadline) {
        return StoreCall.put(
                ssm,
                name,
                deadline,
                put -> put.value(value)
                        .type(ParameterType.SECURE_STRING)
                        .keyId(keyArn)
                        .tier(tier));
    }

    private Map<String, Parameter> get(List<String> wanted, Deadline deadline) {
        List<Parameter> found = StoreCall.read(
                String.join(", ", wanted),
                deadline,
                limit -> ssm.getParameters(
                                get -> get.names(wanted).withDecryption(true).overrideConfiguration(limit))
                        .parameters());
        if (!found.stream().allMatch(ClientSecrets::isWhole)) {
            throw new TryLater("Parameter Store gave no usable answer (a parameter without value, version or date).");
        }
        return found.stream().collect(Collectors.toMap(Parameter::name, Function.identity(), (one, same) -> same));
    }

    private static boolean isWhole(Parameter parameter) {
        return parameter.name() != null
                && parameter.value() != null
                && parameter.version() != null
                && parameter.lastModifiedDate() != null;
    }

    private static Optional<Stored> stored(Parameter parameter) {
        if (parameter.value().isBlank() || Placeholder.is(parameter.value())) {
            return Optional.empty();
        }
        return Optional.of(
                new Stored(Secret.of(parameter.value().strip()), parameter.version(), parameter.lastModifiedDate()));
    }
}
