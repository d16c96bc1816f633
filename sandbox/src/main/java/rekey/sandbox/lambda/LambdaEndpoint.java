package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsGate;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.CredentialScope;
import rekey.sandbox.iam.Iam;

/**
 * <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda</a> over its REST protocol: Invoke,
 * and what there is to be read of functions. Any other operation is refused by name. As with the other services, the
 * signature of a call is not verified. Thread-safe.
 */
public final class LambdaEndpoint implements HttpHandler {
    /** How the paths of Lambda's operations begin: with the date of the version that brought them. */
    public static final List<String> PATHS = LambdaOperation.beginnings();

    private static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;
    private static final int LOG_TAIL = 4 * 1024;

    private final LocalFunctions functions;
    private final Iam iam;
    private final AwsGate gate;
    private final Map<String, Function<LambdaRequest, LambdaReply>> operations = new TreeMap<>();

    /** @param gate what each call passes first, as {@code Lambda.Invoke} */
    public LambdaEndpoint(LocalFunctions functions, Iam iam, AwsGate gate) {
        this.functions = functions;
        this.iam = iam;
        this.gate = gate;
        operations.put("Invoke", this::invoke);
        operations.putAll(new FunctionReads(functions).operations());
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            // Read before anything is refused, so that the connection can be used again.
            byte[] payload = http.getRequestBody().readNBytes(LARGEST_PAYLOAD + 1);
            http.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
            LambdaReply reply;
            try {
                reply = answer(http, payload);
            } catch (AwsError error) {
                reply = LambdaReply.refusal(error);
            } catch (RuntimeException fault) {
                report(fault);
                reply = LambdaReply.refusal(new AwsError(500, "ServiceException", "The sandbox failed."));
            }
            reply.send(http);
        }
    }

    private LambdaReply answer(HttpExchange http, byte[] payload) {
        LambdaOperation operation = LambdaOperation.of(http.getRequestMethod(), http.getRequestURI())
                .orElseThrow(() -> unknown(
                        http.getRequestMethod() + " " + http.getRequestURI().getPath()));
        String named = "Lambda." + operation.name();
        String who = AwsGate.UNSIGNED;
        try {
            gate.pass(named);
            Function<LambdaRequest, LambdaReply> answer =
                    Optional.ofNullable(operations.get(operation.name())).orElseThrow(() -> unknown(named));
            CredentialScope scope = scope(http.getRequestHeaders().getFirst("Authorization"));
            Caller caller = scope.caller(http.getRequestHeaders(), iam::principal);
            who = caller.principal().id();
            LambdaReply reply = answer.apply(new LambdaRequest(
                    operation, http.getRequestURI(), http.getRequestHeaders(), payload, scope.region(), caller));
            gate.answered(named, who, Optional.empty());
            return reply;
        } catch (RuntimeException e) {
            String type = e instanceof AwsError error ? error.type() : "ServiceException";
            gate.answered(named, who, Optional.of(type));
            throw e;
        }
    }

    private LambdaReply invoke(LambdaRequest request) {
        FunctionName name = request.function();
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        return switch (type) {
            case "RequestResponse" ->
                invoked(
                        functions.invoke(request.caller(), name, request.payload()),
                        request.header("X-Amz-Log-Type").orElse("None"));
            case "Event" -> {
                functions.deliver(request.caller(), name, request.payload());
                yield LambdaReply.empty(202);
            }
            case "DryRun" -> {
                functions.dryRun(request.caller(), name);
                yield LambdaReply.empty(204);
            }
            default ->
                throw AwsError.constraint(
                        "invocationType", "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    }

    private static LambdaReply invoked(Invoked invoked, String logType) {
        Map<String, String> headers = new HashMap<>(Map.of("X-Amz-Executed-Version", invoked.version()));
        if (invoked.error()) {
            headers.put("X-Amz-Function-Error", "Unhandled");
        }
        if (logType.equals("Tail")) {
            byte[] log = invoked.log().getBytes(UTF_8);
            byte[] tail = Arrays.copyOfRange(log, Math.max(0, log.length - LOG_TAIL), log.length);
            headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
        }
        return new LambdaReply(200, headers, invoked.payload());
    }

    /** As {@link CredentialScope#of}; over REST, a call without credentials gets HTTP 403. */
    private static CredentialScope scope(String authorization) {
        try {
            return CredentialScope.of(authorization);
        } catch (AwsError error) {
            throw new AwsError(403, error.type(), error.getMessage());
        }
    }

    /** Without the message, which may quote a request. */
    private static void report(Throwable fault) {
        StringBuilder report = new StringBuilder("The sandbox failed on a request to Lambda:");
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            report.append(System.lineSeparator()).append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                report.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        System.err.println(report);
    }

    private AwsError unknown(String asked) {
        return AwsError.refused(
                "UnknownOperationException",
                "The Rekey sandbox does not answer " + asked + ". Of Lambda, it answers "
                        + String.join(", ", operations.keySet()) + ".");
    }
}
