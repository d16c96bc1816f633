package rekey.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsGate;

/** Makes operations of AWS fail on demand: throttling, an internal error, denied access. Thread-safe. */
public final class AwsFaults implements AwsGate {
    private record Fault(int status, String type) {}

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /**
     * From now on {@code operation} fails.
     *
     * @param operation as {@link Calls} counts it, {@code AmazonSSM.GetParameters}, {@code SNS.Subscribe}
     * @param status the HTTP status, 400 or 500
     * @param type the error's name, {@code ThrottlingException}; in the query protocol its code, {@code NotFound}
     */
    public void fail(String operation, int status, String type) {
        faults.put(operation, new Fault(status, type));
    }

    /** From now on everything works again. */
    public void repair() {
        faults.clear();
    }

    @Override
    public void pass(String operation) {
        Fault fault = faults.get(operation);
        if (fault != null) {
            throw new AwsError(fault.status(), fault.type(), "The sandbox was told to fail.");
        }
    }
}
