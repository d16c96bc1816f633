package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Optional;
import rekey.sandbox.aws.Caller;

/** One call of one of Lambda's operations. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
record LambdaRequest(
        LambdaOperation operation, URI uri, Headers headers, byte[] payload, String region, Caller caller) {
    /** The function that the path names. */
    FunctionName function() {
        return FunctionName.of(operation.labels().get(0), region, parameter("Qualifier"));
    }

    /** A parameter of the query, when it is there and holds something. */
    Optional<String> parameter(String name) {
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            if (pair.startsWith(name + "=") && pair.length() > name.length() + 1) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), UTF_8));
            }
        }
        return Optional.empty();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** Without the payload, which may hold a secret. */
    @Override
    public String toString() {
        return "LambdaRequest[" + operation.name() + "]";
    }
}
