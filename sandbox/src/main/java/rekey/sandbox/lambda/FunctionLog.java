package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What one invocation logged. Thread-safe. */
final class FunctionLog implements LambdaLogger {
    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void log(String message) {
        entries.add(message);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, UTF_8));
    }

    /** As the runtime does with what a handler throws: the stack trace with all causes. */
    void log(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        entries.add(trace.toString());
    }

    List<String> entries() {
        return List.copyOf(entries);
    }

    @Override
    public String toString() {
        return String.join("", entries);
    }
}
