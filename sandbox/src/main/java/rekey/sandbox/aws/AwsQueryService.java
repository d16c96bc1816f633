package rekey.sandbox.aws;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A service that is called in the query protocol through {@link AwsEndpoint}. Implementations are safe for use by several
 * threads.
 */
public interface AwsQueryService {
    /** What an operation returns that has no result; its answer has no element for one. */
    Consumer<AwsXml> NO_RESULT = result -> {};

    /** What its operations are counted and refused by: {@code SNS}. */
    String name();

    /** The version of its API, by which calls are known to be for it: {@code 2010-03-31}. */
    String version();

    /** The XML namespace of its answers. */
    String namespace();

    /**
     * The operations that are answered, by their names; each throws {@link AwsError} when it refuses, and returns what
     * writes its result. The endpoint refuses every other by name.
     */
    SortedMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations();

    /**
     * Those of its operations that need no signature, because a link in a mail asks for them: what answers them when they
     * come without one. None by default.
     */
    default Map<String, Function<AwsInput, Consumer<AwsXml>>> unsignedOperations() {
        return Map.of();
    }
}
