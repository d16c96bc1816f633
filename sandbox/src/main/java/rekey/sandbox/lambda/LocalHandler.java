package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.aws.AwsJson;

/** A handler in this process, which takes concurrent invocations. */
final class LocalHandler implements RunningFunction {
    private final RequestStreamHandler handler;

    private LocalHandler(RequestStreamHandler handler) {
        this.handler = handler;
    }

    /**
     * @throws IllegalArgumentException when there is no such class, or none that can be run in process
     * @throws RuntimeException whatever its constructor throws
     */
    static LocalHandler start(String type, FunctionEnvironment environment) {
        try {
            return new LocalHandler(Class.forName(type)
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor(FunctionEnvironment.class)
                    .newInstance(environment));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalArgumentException("Cannot start the handler " + type + ".", e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "Cannot start the handler " + type + ". In the sandbox's process runs a RequestStreamHandler with a"
                            + " public constructor that takes a FunctionEnvironment.",
                    e);
        }
    }

    @Override
    public RuntimeApi.Outcome invoke(Invocation invocation, byte[] payload) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(payload), answer, invocation);
            return new RuntimeApi.Outcome(answer.toString(UTF_8), false);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // Not swallowed: this is where the runtime client turns what a handler throws into an answer and a log.
            invocation.getLogger().log(e);
            return new RuntimeApi.Outcome(description(e), true);
        }
    }

    @Override
    public boolean lives() {
        return true;
    }

    @Override
    public void close() {}

    /** As Lambda describes it to the caller. */
    static String description(Throwable thrown) {
        ObjectNode error = AwsJson.object();
        error.put("errorMessage", thrown.getMessage());
        error.put("errorType", thrown.getClass().getName());
        ArrayNode trace = error.putArray("stackTrace");
        for (StackTraceElement frame : thrown.getStackTrace()) {
            trace.add(frame.toString());
        }
        return error.toString();
    }
}
