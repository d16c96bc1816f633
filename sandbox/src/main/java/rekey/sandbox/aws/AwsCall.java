package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request as its protocol reads it.
 *
 * @param name the operation with its service, {@code SNS.Subscribe}
 * @param operation the operation alone, {@code Subscribe}
 * @param input its members as they came, unchecked
 */
record AwsCall(String name, String operation, ObjectNode input) {
    /** The service alone, {@code SNS}. */
    String service() {
        return name.substring(0, name.indexOf('.'));
    }

    /** Without the input: it holds secrets. */
    @Override
    public String toString() {
        return "AwsCall[" + name + "]";
    }
}
