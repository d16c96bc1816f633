package rekey.provision;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.function.Deadline;
import rekey.provision.Refusal.Operation;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * Parameter Store for one resource and one invocation: every call is by an exact name, so that the role needs no
 * {@code *}, ends before the deadline, and is not even begun by a thread that was interrupted. Every method throws
 * {@link ProvisionFailure} when Parameter Store refuses or does not answer.
 */
final class ParameterStore {
    /** Longest that one call may take, with the SDK's three attempts in it. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(12);

    private final SsmClient ssm;
    private final SecureStringProperties wanted;
    private final Deadline deadline;
    private final Patience patience;

    ParameterStore(SsmClient ssm, SecureStringProperties wanted, Deadline deadline, Patience patience) {
        this.ssm = ssm;
        this.wanted = wanted;
        this.deadline = deadline;
        this.patience = patience;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Creates the parameter with the placeholder; false when there is one, which is left as it is. */
    boolean create() {
        PutParameterRequest.Builder put =
                wantedPut().value(Placeholder.VALUE).tier(wanted.tier()).overwrite(false);
        if (!wanted.reminders().equals(Reminders.NONE)) {
            put.policies(wanted.reminders().json());
        }
        return call(Operation.CREATE, wanted.name(), wanted.key().arn(), limit -> {
            try {
                ssm.putParameter(put.overrideConfiguration(limit).build());
                return true;
            } catch (ParameterAlreadyExistsException e) {
                return false;
            }
        });
    }

    /**
     * Everything about the parameter but its value; empty when there is none. Taken from its history, because
     * DescribeParameters, the other way to the metadata, cannot be allowed for one parameter alone.
     */
    Optional<FoundParameter> find() {
        Optional<ParameterHistory> latest = call(Operation.FIND, wanted.name(), "", limit -> {
            try {
                return ssm
                        .getParameterHistoryPaginator(history -> history.name(wanted.name())
                                .withDecryption(false)
                                .overrideConfiguration(limit))
                        .stream()
                        .flatMap(page -> page.parameters().stream())
                        .max(Comparator.comparing(ParameterHistory::version));
            } catch (ParameterNotFoundException e) {
                return Optional.empty();
            }
        });
        return latest.map(FoundParameter::of);
    }

    /** The latest version with its value. */
    StoredVersion read(FoundParameter found) {
        return read(wanted.name(), found.keyId())
                .orElseThrow(() -> ProvisionFailure.passing(
                        "%s was deleted while it was read. Deploy again.".formatted(wanted.name())));
    }

    /**
     * Whether nobody has stored a value yet; also when there is no parameter. A right that is missing is not waited for:
     * this is asked of a parameter that leaves the stack, and CloudFormation takes the right on it away before it says so.
     */
    boolean holdsPlaceholder() {
        return new ParameterStore(ssm, wanted, deadline, patience.exceptForRights())
                .read(wanted.name(), wanted.key().arn())
                .map(version -> Placeholder.is(version.value().reveal()))
                .orElse(true);
    }

    /** One version with its value; empty when it is not there any more. */
    Optional<StoredVersion> read(long version) {
        return read(wanted.name() + ":" + version, "that its version %d was put under".formatted(version));
    }

    private Optional<StoredVersion> read(String reference, String key) {
        return call(Operation.READ, wanted.name(), key, limit -> {
            try {
                Parameter parameter = ssm.getParameter(
                                get -> get.name(reference).withDecryption(true).overrideConfiguration(limit))
                        .parameter();
                if (parameter.value().isBlank()) {
                    throw new ProvisionFailure(
                            "%s holds nothing but blanks. Store its value, or delete it, and deploy again."
                                    .formatted(wanted.name()));
                }
                return Optional.of(new StoredVersion(parameter.version(), Secret.of(parameter.value())));
            } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Puts {@code value} as the next version, with all else as it is wanted: what a put leaves out, Parameter Store does
     * not always keep, above all not the key.
     *
     * @return the number of that version
     */
    long put(FoundParameter found, Secret value) {
        PutParameterRequest.Builder put = wantedPut()
                .value(value.reveal())
                .tier(found.tierFor(wanted))
                .allowedPattern(found.allowedPattern())
                .overwrite(true);
        if (!wanted.reminders().equals(Reminders.NONE)) {
            put.policies(wanted.reminders().json());
        } else if (!found.policies().isEmpty()) {
            put.policies(Reminders.CLEARED);
        }
        return call(
                Operation.PUT,
                wanted.name(),
                wanted.key().arn(),
                limit -> ssm.putParameter(put.overrideConfiguration(limit).build())
                        .version());
    }

    /** Deletes a parameter, which need not be the one that is wanted; false when there is none. */
    boolean delete(String name) {
        return call(Operation.DELETE, name, "", limit -> {
            try {
                ssm.deleteParameter(delete -> delete.name(name).overrideConfiguration(limit));
                return true;
            } catch (ParameterNotFoundException e) {
                return false;
            }
        });
    }

    private PutParameterRequest.Builder wantedPut() {
        return PutParameterRequest.builder()
                .name(wanted.name())
                .type(ParameterType.SECURE_STRING)
                .keyId(wanted.key().arn())
                .description(wanted.description());
    }

    private <T> T call(
            Operation operation,
            String name,
            String key,
            Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        return patience.during(deadline, () -> once(operation, name, key, call));
    }

    private <T> T once(
            Operation operation,
            String name,
            String key,
            Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        Duration left = deadline.remainingUpTo(LONGEST_CALL);
        if (left.isZero() || Thread.currentThread().isInterrupted()) {
            throw unanswered(operation, name, "no time was left");
        }
        try {
            return Objects.requireNonNull(call.apply(limit -> limit.apiCallTimeout(left)));
        } catch (SsmException e) {
            throw new Refusal(operation, name, key, e).failure(wanted.key());
        } catch (SdkClientException e) {
            throw unanswered(operation, name, e.getClass().getSimpleName());
        }
    }

    private static ProvisionFailure unanswered(Operation operation, String name, String how) {
        return ProvisionFailure.passing(
                "Cannot %s %s: Parameter Store gave no usable answer in time (%s). Deploy again in a minute."
                        .formatted(operation.verb, name, how));
    }
}
