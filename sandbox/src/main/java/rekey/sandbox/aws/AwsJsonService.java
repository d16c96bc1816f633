package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.function.Function;

/** A service that is called through {@link AwsEndpoint}. Implementations are safe for use by several threads. */
public interface AwsJsonService {
    /** What stands before the dot in {@code X-Amz-Target}: {@code AmazonSSM}. */
    String targetPrefix();

    /** What stands before the type of an error that has a query code: {@code com.amazonaws.sqs#}. */
    default String errorNamespace() {
        return "";
    }

    /**
     * The operations that are answered, by their names; each throws {@link AwsError} when it refuses. The endpoint
     * refuses every other by name.
     */
    SortedMap<String, Function<AwsRequest, ObjectNode>> operations();
}
