package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedSet;

/** A service that is called through {@link AwsJsonEndpoint}. Implementations are safe for use by several threads. */
public interface AwsJsonService {
    /** What stands before the dot in {@code X-Amz-Target}: {@code AmazonSSM}. */
    String targetPrefix();

    /** The operations that are answered. The endpoint refuses every other by name. */
    SortedSet<String> operations();

    /**
     * Answers one of the {@link #operations}.
     *
     * @throws AwsError when the service refuses
     */
    ObjectNode answer(AwsRequest request);
}
