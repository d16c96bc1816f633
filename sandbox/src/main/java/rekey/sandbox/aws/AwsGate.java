package rekey.sandbox.aws;

/** What every call passes before it is answered, whether the sandbox has the operation or not. */
@FunctionalInterface
public interface AwsGate {
    /**
     * Lets the call pass, or refuses it.
     *
     * @param operation as the caller named it, unchecked, with its service: {@code AmazonSSM.GetParameters},
     *     {@code SNS.Subscribe}
     * @throws AwsError which the caller gets instead of an answer
     */
    void pass(String operation);
}
