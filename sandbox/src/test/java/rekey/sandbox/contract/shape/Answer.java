package rekey.sandbox.contract.shape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back from a call.
 *
 * @param headers by their names
 */
record Answer(Service service, String operation, int status, Map<String, List<String>> headers, String body) {
    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    boolean isRefusal() {
        return status >= 300;
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return "Answer[" + service.named(operation) + ", " + status + "]";
    }
}
