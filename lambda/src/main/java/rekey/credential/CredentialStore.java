package rekey.credential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import rekey.credential.Grantee.Seller;
import rekey.failure.AccessDenied;
import rekey.failure.CannotDecrypt;
import rekey.failure.NotSetYet;
import rekey.failure.ParameterMissing;
import rekey.failure.StoreRefused;
import rekey.failure.TryLater;
import rekey.failure.UnknownSeller;
import rekey.function.Deadline;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Reads an application's credentials from Parameter Store, always by name.
 *
 * <p>One <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html">GetParameters</a>
 * a read. Its answer is in alphabetical order and lists names it does not know apart, so a position in it means nothing
 * and a missing name is easily overlooked: both are handled here. White space around a value is dropped; a credential
 * has none, and a value that was pasted or piped often does.
 *
 * <p>Thread-safe. Caches nothing.
 */
public final class CredentialStore {
    private final SsmClient ssm;
    private final ParameterNames names;

    public CredentialStore(SsmClient ssm, ParameterNames names) {
        this.ssm = ssm;
        this.names = names;
    }

    /** The client identifier and secret alone. Throws as {@link #read} does. */
    public StoredCredentials readApplication(Deadline deadline) {
        return read(List.of(), deadline);
    }

    /**
     * What an exchange for {@code grantee} needs: the client identifier and secret, and a seller's refresh token.
     *
     * @throws UnknownSeller when only the refresh token of a named seller does not exist
     * @throws ParameterMissing when another parameter does not exist
     * @throws NotSetYet when one still holds its placeholder
     * @throws AccessDenied when the role may not read them
     * @throws CannotDecrypt when their key cannot be used
     * @throws StoreRefused when the read is refused for any other reason
     * @throws TryLater when Parameter Store throttles, fails or does not answer before {@code deadline}
     */
    public StoredCredentials read(Grantee grantee, Deadline deadline) {
        return read(grantee instanceof Seller seller ? List.of(seller) : List.of(), deadline);
    }

    /**
     * Those of {@code names}, ten at most, that exist and do not hold their placeholder, by name: for whoever stores
     * credentials, one after the other.
     *
     * <p>Throws as {@link #read} does, though nothing for a parameter that is missing or not set yet.
     */
    public Map<String, Secret> readThoseSet(Collection<String> names, Deadline deadline) {
        Map<String, Secret> set = new TreeMap<>();
        getWhole(List.copyOf(names), deadline).forEach((name, parameter) -> {
            if (!isNotSet(parameter.value())) {
                set.put(name, secretOf(parameter));
            }
        });
        return set;
    }

    private StoredCredentials read(List<Seller> sellers, Deadline deadline) {
        List<String> wanted = new ArrayList<>(List.of(names.clientIdentifier(), names.clientSecret()));
        sellers.forEach(seller -> wanted.add(names.refreshToken(seller)));

        Map<String, Parameter> found = getWhole(wanted, deadline);
        List<String> missing =
                wanted.stream().filter(name -> !found.containsKey(name)).toList();
        for (Seller seller : sellers) {
            if (missing.equals(List.of(names.refreshToken(seller))) && !seller.equals(Seller.DEFAULT)) {
                throw new UnknownSeller(seller.toString(), names.refreshToken(seller));
            }
        }
        if (!missing.isEmpty()) {
            throw new ParameterMissing(String.join(", ", missing));
        }
        List<String> notSet = wanted.stream()
                .filter(name -> isNotSet(found.get(name).value()))
                .toList();
        if (!notSet.isEmpty()) {
            throw new NotSetYet(String.join(", ", notSet));
        }
        Parameter identifier = found.get(names.clientIdentifier());
        Parameter secret = found.get(names.clientSecret());
        var application = new ApplicationCredentials(
                secretOf(identifier),
                secretOf(secret),
                new ApplicationCredentials.Version(identifier.version(), secret.version()));
        if (sellers.isEmpty()) {
            return StoredCredentials.of(application);
        }
        Parameter refreshToken = found.get(names.refreshToken(sellers.get(0)));
        return new StoredCredentials(application, secretOf(refreshToken), refreshToken.version());
    }

    private Map<String, Parameter> getWhole(List<String> wanted, Deadline deadline) {
        GetParametersResponse answer = getParameters(wanted, deadline);
        if (!answer.parameters().stream().allMatch(CredentialStore::isWhole)) {
            throw new TryLater("Parameter Store gave no usable answer (a parameter without value or version).");
        }
        return answer.parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Function.identity(), (one, same) -> same));
    }

    private GetParametersResponse getParameters(List<String> wanted, Deadline deadline) {
        return StoreCall.read(
                String.join(", ", wanted),
                deadline,
                limit -> ssm.getParameters(GetParametersRequest.builder()
                        .names(wanted)
                        .withDecryption(true)
                        .overrideConfiguration(limit)
                        .build()));
    }

    private static boolean isWhole(Parameter parameter) {
        return parameter.name() != null && parameter.value() != null && parameter.version() != null;
    }

    private static boolean isNotSet(String value) {
        return value.isBlank() || Placeholder.is(value);
    }

    private static Secret secretOf(Parameter parameter) {
        return Secret.of(parameter.value().strip());
    }
}
