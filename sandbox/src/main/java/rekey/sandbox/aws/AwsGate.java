package rekey.sandbox.aws;

import java.util.Optional;

/** What every call passes before it is answered, whether the sandbox has the operation or not. */
@FunctionalInterface
public interface AwsGate {
    /** Stands for the caller where a request has no {@code Authorization} that says who it is. */
    String UNSIGNED = "unsigned";

    /**
     * Lets the call pass, or refuses it.
     *
     * @param operation as the caller named it, unchecked, with its service: {@code AmazonSSM.GetParameters},
     *     {@code SNS.Subscribe}
     * @throws AwsError which the caller gets instead of an answer
     */
    void pass(String operation);

    /**
     * Hears how a call ended.
     *
     * @param caller the ARN of its principal, or {@link #UNSIGNED}
     * @param errorType the type of the error that it was answered with, {@code AccessDeniedException}
     */
    default void answered(String operation, String caller, Optional<String> errorType) {}
}
