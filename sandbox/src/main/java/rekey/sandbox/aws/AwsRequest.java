package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * One call of one operation.
 *
 * @param operation {@code PutParameter}
 * @param input the call's members as they came, unchecked
 * @param region where the caller signed for, {@code us-east-1}
 * @param caller whose call it is
 */
public record AwsRequest(String operation, ObjectNode input, String region, Caller caller) {
    public AwsRequest {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(caller, "caller");
    }

    /** The call's members, checked as they are read. */
    public AwsInput members() {
        return new AwsInput(input);
    }

    /** Without the input: it holds secrets. */
    @Override
    public String toString() {
        return "AwsRequest[" + operation + " in " + region + " by "
                + caller.principal().id() + "]";
    }
}
