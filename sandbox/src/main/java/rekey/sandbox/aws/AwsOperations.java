package rekey.sandbox.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The operations of all services of one protocol, each by its name with its service's: {@code SNS.Subscribe}. Filled once,
 * then read by several threads.
 */
final class AwsOperations<A> {
    private final TreeMap<String, Function<AwsRequest, A>> operations = new TreeMap<>();

    void add(String service, Map<String, Function<AwsRequest, A>> ofService) {
        ofService.forEach((operation, answer) -> operations.put(service + "." + operation, answer));
    }

    /** @throws AwsError for an operation that is not here: it says which of the service are, or which there are at all */
    Function<AwsRequest, A> get(String name) {
        Function<AwsRequest, A> operation = operations.get(name);
        if (operation == null) {
            throw AwsError.refused(
                    "UnknownOperationException",
                    "The Rekey sandbox does not answer " + name + ". It answers: " + namesNear(name));
        }
        return operation;
    }

    /** All of them, in the order of the alphabet. */
    String names() {
        return String.join(", ", operations.keySet());
    }

    private String namesNear(String name) {
        String service = name.substring(0, name.indexOf('.') + 1);
        // The slash follows the dot in ASCII.
        var ofService = operations.subMap(service, service.replace('.', '/'));
        return ofService.isEmpty() ? names() : String.join(", ", ofService.keySet());
    }
}
