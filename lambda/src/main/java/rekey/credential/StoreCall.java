package rekey.credential;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.failure.AccessDenied;
import rekey.failure.CannotDecrypt;
import rekey.failure.Failure;
import rekey.failure.StoreRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * One call to Parameter Store: within the deadline, and with every refusal turned into the failure that says who must
 * act. A call takes 6 s at most, with the SDK's retries in it.
 */
public final class StoreCall {
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final Set<String> UNUSABLE_KEY = Set.of("InvalidKeyId", "InvalidCiphertextException");
    private static final Set<String> PASSING = Set.of(
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "InternalServerError",
            "ServiceUnavailable",
            "TooManyUpdates");

    private StoreCall() {}

    /**
     * Reads.
     *
     * @param what the parameters' names, for messages
     * @param call gets what limits the request's time, for its {@code overrideConfiguration}
     * @throws AccessDenied when the role may not read them
     * @throws CannotDecrypt when their key cannot be used
     * @throws StoreRefused when the read is refused for any other reason
     * @throws TryLater when Parameter Store throttles, fails or does not answer before {@code deadline}
     */
    public static <T> T read(
            String what, Deadline deadline, Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        return call(what, deadline, call, AccessDenied::toRead);
    }

    /** Reads who put the versions of a parameter and when. Throws as {@link #read} does. */
    public static <T> T readHistory(
            String what, Deadline deadline, Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        return call(what, deadline, call, AccessDenied::toReadHistory);
    }

    /** Writes. Throws as {@link #read} does; after {@link TryLater} it may have happened all the same. */
    public static <T> T write(
            String what, Deadline deadline, Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        return call(what, deadline, call, AccessDenied::toWrite);
    }

    private static <T> T call(
            String what,
            Deadline deadline,
            Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call,
            BiFunction<String, Throwable, Failure> denied) {
        Duration left = deadline.remainingUpTo(LONGEST);
        if (left.isZero()) {
            throw new TryLater("No time is left to ask Parameter Store for %s.".formatted(what));
        }
        try {
            return call.apply(limit -> limit.apiCallTimeout(left));
        } catch (SsmException e) {
            throw refusal(what, e, denied);
        } catch (SdkClientException e) {
            throw unanswered(e);
        }
    }

    private static Failure refusal(String what, SsmException e, BiFunction<String, Throwable, Failure> denied) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        if (PASSING.contains(code) || code.contains("Throttl") || e.statusCode() >= 500 || e.statusCode() == 429) {
            return new TryLater("Parameter Store is busy (%s).".formatted(code), e);
        }
        if (UNUSABLE_KEY.contains(code) || code.startsWith("KMS") || code.startsWith("Kms")) {
            return new CannotDecrypt(what, e);
        }
        if (code.startsWith("AccessDenied") || e.statusCode() == 403) {
            return denied.apply(what, e);
        }
        return new StoreRefused(what, code, e);
    }

    /** Keeps a cause only when it comes from the network: one that comes from a parser may quote what it parsed. */
    private static TryLater unanswered(SdkClientException e) {
        String what = "Parameter Store gave no usable answer (%s)."
                .formatted(e.getClass().getSimpleName());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String type = cause.getClass().getName();
            if (cause instanceof IOException && (type.startsWith("java.net.") || type.startsWith("javax.net."))) {
                return new TryLater(what, cause);
            }
        }
        return new TryLater(what);
    }
}
