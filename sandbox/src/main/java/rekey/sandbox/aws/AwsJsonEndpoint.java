package rekey.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers calls of the <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1
 * protocol</a> for any number of services at one address: {@code X-Amz-Target} says service and operation.
 *
 * <p>A call must carry a Signature Version 4 {@code Authorization} header, from which region and access key are taken;
 * <b>the signature is not verified</b>, so listen on loopback only. Bodies may have 1 MiB. Errors are HTTP 400, faults
 * of the sandbox itself 500 {@code InternalServerError}; these are reported with their stack trace, but without
 * exception messages, since these may quote a request. Safe for use by several threads.
 */
public final class AwsJsonEndpoint implements HttpHandler {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Map<String, AwsJsonService> services = new TreeMap<>();
    private final PrintStream faults;

    /** Reports faults on standard error. */
    public AwsJsonEndpoint(List<? extends AwsJsonService> services) {
        this(services, System.err);
    }

    AwsJsonEndpoint(List<? extends AwsJsonService> services, PrintStream faults) {
        services.forEach(service -> this.services.put(service.targetPrefix(), service));
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, 200, answer(exchange));
            } catch (AwsError error) {
                refuse(exchange, error);
            } catch (RuntimeException | StackOverflowError fault) {
                // A caller's regular expression can overflow the stack; the call must still be answered.
                report(fault);
                refuse(exchange, new AwsError(500, "InternalServerError", "An error occurred on the server side."));
            }
        }
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        // Read before anything is refused, so that the connection can be used again.
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (!exchange.getRequestMethod().equals("POST") || target == null) {
            throw AwsError.refused(
                    "UnknownOperationException",
                    "The Rekey sandbox answers POST requests that name an operation in X-Amz-Target: "
                            + operations(services.values().stream()));
        }
        if (body.length > MAX_BODY_BYTES) {
            throw AwsError.refused(
                    "RequestEntityTooLargeException",
                    "The body of " + target + " has more than " + MAX_BODY_BYTES + " bytes. Send less.");
        }
        int dot = target.indexOf('.');
        AwsJsonService service = services.get(target.substring(0, Math.max(dot, 0)));
        String operation = target.substring(dot + 1);
        if (service == null || !service.operations().containsKey(operation)) {
            throw AwsError.refused(
                    "UnknownOperationException",
                    "The Rekey sandbox does not answer " + target + ". It answers: "
                            + operations(service == null ? services.values().stream() : Stream.of(service)));
        }
        CredentialScope caller = CredentialScope.of(exchange.getRequestHeaders().getFirst("Authorization"));
        return service.operations()
                .get(operation)
                .apply(new AwsRequest(operation, input(body), caller.region(), caller.accessKeyId()));
    }

    private static String operations(Stream<AwsJsonService> services) {
        return services.flatMap(service -> service.operations().keySet().stream()
                        .map(operation -> service.targetPrefix() + "." + operation))
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode input(byte[] body) throws IOException {
        if (body.length == 0) {
            return AwsJson.object();
        }
        try {
            JsonNode input = AwsJson.MAPPER.readTree(body);
            if (input instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Its message may quote the body, so only the place is passed on.
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw AwsError.refused("SerializationException", "The body is not JSON: unexpected input at byte " + at);
        }
        throw AwsError.refused("SerializationException", "The body is not a JSON object");
    }

    private static void refuse(HttpExchange exchange, AwsError error) throws IOException {
        ObjectNode body = AwsJson.object().put("__type", error.type());
        if (error.getMessage() != null) {
            body.put("message", error.getMessage());
        }
        exchange.getResponseHeaders().set("x-amzn-ErrorType", error.type());
        send(exchange, error.httpStatus(), body);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] body = AwsJson.MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void report(Throwable fault) {
        StringBuilder report = new StringBuilder("The sandbox failed on a request:");
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            report.append(System.lineSeparator()).append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                report.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        faults.println(report);
    }
}
