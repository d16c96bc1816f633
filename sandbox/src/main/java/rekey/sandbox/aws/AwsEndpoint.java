package rekey.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers calls of any number of AWS's services at one address, each in its own protocol:
 * <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.0 and 1.1</a>, known by its header
 * {@code X-Amz-Target}, and the <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">query protocol</a>,
 * known by its form, which a GET has in its address.
 *
 * <p>A call must carry a Signature Version 4 {@code Authorization} header, from which region and access key are taken,
 * unless the service {@linkplain AwsQueryService#unsignedOperations takes it without}; <b>the signature is not
 * verified</b>, so listen on loopback only. Bodies may have 7 MiB. Faults of the sandbox itself
 * are HTTP 500; they are reported with their stack trace, but without exception messages, since these may quote a
 * request. Safe for use by several threads.
 */
public final class AwsEndpoint implements HttpHandler {
    /** A message of SQS may have 1 MiB, and JSON may write each of its bytes as an escape of six. */
    private static final int MAX_BODY_BYTES = 7 * 1024 * 1024;

    private final AwsJsonProtocol json;
    private final AwsQueryProtocol query;
    private final List<AwsProtocol<?>> protocols;
    private final AwsGate gate;
    private final Function<String, Principal> principals;
    private final PrintStream faults;

    /**
     * Reports faults on standard error.
     *
     * @param principals whose an access key is
     */
    public AwsEndpoint(
            List<? extends AwsJsonService> jsonServices,
            List<? extends AwsQueryService> queryServices,
            AwsGate gate,
            Function<String, Principal> principals) {
        this(jsonServices, queryServices, gate, principals, System.err);
    }

    AwsEndpoint(
            List<? extends AwsJsonService> jsonServices,
            List<? extends AwsQueryService> queryServices,
            AwsGate gate,
            Function<String, Principal> principals,
            PrintStream faults) {
        this.json = new AwsJsonProtocol(jsonServices);
        this.query = new AwsQueryProtocol(queryServices);
        this.protocols = List.of(json, query);
        this.gate = gate;
        this.principals = principals;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Read before anything is refused, so that the connection can be used again.
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            String requestId = UUID.randomUUID().toString();
            Optional<AwsProtocol<?>> spoken = spokenIn(exchange);
            AwsProtocol<?> protocol = spoken.orElse(json);
            AwsReply reply;
            try {
                if (spoken.isEmpty()) {
                    throw namesNoOperation();
                }
                boolean inAddress = exchange.getRequestMethod().equals("GET");
                byte[] form = inAddress ? exchange.getRequestURI().getRawQuery().getBytes(UTF_8) : body;
                reply = answer(protocol, exchange, form, requestId);
            } catch (AwsError error) {
                reply = protocol.refusal(exchange.getRequestHeaders(), error, requestId);
            } catch (RuntimeException | StackOverflowError fault) {
                // A caller's regular expression can overflow the stack; the call must still be answered.
                report(fault);
                reply = protocol.refusal(
                        exchange.getRequestHeaders(),
                        new AwsError(500, "InternalServerError", "An error occurred on the server side."),
                        requestId);
            }
            reply.send(exchange, requestId);
        }
    }

    private Optional<AwsProtocol<?>> spokenIn(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "POST" ->
                protocols.stream()
                        .filter(protocol -> protocol.isSpokenIn(exchange.getRequestHeaders()))
                        .findFirst();
            case "GET" -> query.isSpokenIn(exchange.getRequestURI()) ? Optional.of(query) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private <A> AwsReply answer(AwsProtocol<A> protocol, HttpExchange exchange, byte[] body, String requestId)
            throws IOException {
        if (body.length > MAX_BODY_BYTES) {
            throw AwsError.refused(
                    "RequestEntityTooLargeException",
                    "The body has more than " + MAX_BODY_BYTES + " bytes. Send less.");
        }
        AwsCall call = protocol.read(exchange.getRequestHeaders(), body);
        String who = who(exchange);
        try {
            AwsReply reply =
                    protocol.reply(exchange.getRequestHeaders(), call, answer(protocol, exchange, call), requestId);
            gate.answered(call.name(), who, Optional.empty());
            return reply;
        } catch (RuntimeException e) {
            gate.answered(
                    call.name(), who, Optional.of(e instanceof AwsError error ? error.type() : "InternalServerError"));
            throw e;
        }
    }

    private <A> A answer(AwsProtocol<A> protocol, HttpExchange exchange, AwsCall call) {
        gate.pass(call.name());
        var operation = protocol.operations().get(call.name());
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Optional<A> unsigned = authorization == null ? protocol.unsigned(call) : Optional.empty();
        if (unsigned.isPresent()) {
            return unsigned.get();
        }
        CredentialScope scope = CredentialScope.of(authorization);
        Caller caller = scope.caller(exchange.getRequestHeaders(), principals);
        return operation.apply(new AwsRequest(call.operation(), call.input(), scope.region(), caller));
    }

    private String who(HttpExchange exchange) {
        try {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            return principals
                    .apply(CredentialScope.of(authorization).accessKeyId())
                    .id();
        } catch (AwsError e) {
            return AwsGate.UNSIGNED;
        }
    }

    private AwsError namesNoOperation() {
        return AwsError.refused(
                "UnknownOperationException",
                "The Rekey sandbox answers POST requests that name an operation in the header X-Amz-Target or in the"
                        + " field Action of a form: "
                        + protocols.stream()
                                .map(protocol -> protocol.operations().names())
                                .filter(names -> !names.isEmpty())
                                .collect(Collectors.joining(", ")));
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
