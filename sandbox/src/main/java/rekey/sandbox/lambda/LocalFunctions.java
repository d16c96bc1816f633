package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.aws.AwsAccount;

/**
 * The functions that are deployed in the sandbox, run in this process. Each is one environment that takes concurrent
 * invocations, and has 30 s for each unless deployed with another time-out, as far as its own use of the remaining time
 * goes. Thread-safe.
 */
public final class LocalFunctions {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LOGS_KEPT = 1_000;

    /** @param error whether {@code payload} is the description of what the handler threw */
    record Result(String payload, boolean error, String log) {
        /** Without the payload, which may hold a token. */
        @Override
        public String toString() {
            return "Result[error=" + error + "]";
        }
    }

    private record Deployed(RequestStreamHandler handler, Duration timeout) {}

    private final Map<String, Deployed> handlers = new ConcurrentHashMap<>();
    private final List<String> logs = new CopyOnWriteArrayList<>();

    /** As {@link #deploy(String, String, FunctionEnvironment, Duration)}, with 30 s for an invocation. */
    public void deploy(String name, String handler, FunctionEnvironment environment) {
        deploy(name, handler, environment, TIMEOUT);
    }

    /**
     * Starts the function {@code name}, anew when it is there.
     *
     * @param handler as Lambda takes it, {@code package.Class::handleRequest}; the class has a constructor that takes a
     *     {@link FunctionEnvironment}
     * @param timeout what an invocation is told it has
     * @throws IllegalArgumentException when there is no such class or constructor
     * @throws RuntimeException whatever the constructor throws
     */
    public void deploy(String name, String handler, FunctionEnvironment environment, Duration timeout) {
        String type = handler.replaceFirst("::.*", "");
        try {
            RequestStreamHandler started = Class.forName(type)
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor(FunctionEnvironment.class)
                    .newInstance(environment);
            handlers.put(name, new Deployed(started, timeout));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalArgumentException("Cannot start the handler " + type + ".", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot start the handler " + type + ".", e);
        }
    }

    /** What the functions logged, an entry an invocation that logged, the last 1,000 of them. */
    public List<String> logs() {
        return List.copyOf(logs);
    }

    /** Empty when there is no such function. */
    Optional<Result> invoke(String name, byte[] payload) {
        return Optional.ofNullable(handlers.get(name)).map(function -> run(name, function, payload));
    }

    boolean has(String name) {
        return handlers.containsKey(name);
    }

    static String arn(String name) {
        return "arn:aws:lambda:us-east-1:%s:function:%s".formatted(AwsAccount.ID, name);
    }

    private Result run(String name, Deployed function, byte[] payload) {
        FunctionLog log = new FunctionLog();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        boolean error = false;
        try {
            function.handler()
                    .handleRequest(
                            new ByteArrayInputStream(payload), answer, new Invocation(name, function.timeout(), log));
        } catch (Exception e) {
            // Not swallowed: this is where the runtime client turns what a handler throws into an answer and a log.
            log.log(e);
            error = true;
            answer.reset();
            answer.writeBytes(description(e));
        }
        if (!log.toString().isEmpty()) {
            logs.add(log.toString());
            if (logs.size() > LOGS_KEPT) {
                logs.remove(0);
            }
        }
        return new Result(answer.toString(UTF_8), error, log.toString());
    }

    private static byte[] description(Exception thrown) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", thrown.getMessage());
        error.put("errorType", thrown.getClass().getName());
        ArrayNode trace = error.putArray("stackTrace");
        for (StackTraceElement frame : thrown.getStackTrace()) {
            trace.add(frame.toString());
        }
        return error.toString().getBytes(UTF_8);
    }
}
