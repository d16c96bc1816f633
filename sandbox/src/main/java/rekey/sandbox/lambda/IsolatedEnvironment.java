package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsJson;

/** A function in a JVM of its own, which is invoked for one thing after the other. Thread-safe. */
final class IsolatedEnvironment implements RunningFunction {
    private final IsolatedFunction function;
    private final Path directory;
    private final ReentrantLock busy = new ReentrantLock(true);
    private int logged;

    /** @param directory the function's, deleted when it is closed */
    IsolatedEnvironment(IsolatedFunction function, Path directory) {
        this.function = function;
        this.directory = directory;
    }

    @Override
    public RuntimeApi.Outcome invoke(Invocation invocation, byte[] payload) {
        busy.lock();
        try {
            RuntimeApi.Outcome outcome = function.invoke(
                    invocation.getAwsRequestId(),
                    new String(payload, UTF_8),
                    invocation.getInvokedFunctionArn(),
                    invocation.timeout());
            log(invocation.getLogger());
            return outcome;
        } catch (TimeoutException e) {
            log(invocation.getLogger());
            function.close();
            return new RuntimeApi.Outcome(timedOut(invocation), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The sandbox ended.", e);
        } finally {
            busy.unlock();
        }
    }

    @Override
    public boolean lives() {
        return function.lives();
    }

    @Override
    public void close() {
        function.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory + ".", e);
        }
    }

    /** Passes on what it printed since the last time, line by line. */
    private void log(FunctionLog log) {
        try {
            String output = function.output();
            List<String> lines = output.substring(logged).lines().toList();
            logged = output.length();
            lines.forEach(line -> log.log(line + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what a function printed.", e);
        }
    }

    private static String timedOut(Invocation invocation) {
        return AwsJson.object()
                .put("errorType", "Sandbox.Timedout")
                .put(
                        "errorMessage",
                        "RequestId: %s Error: Task timed out after %d.00 seconds"
                                .formatted(
                                        invocation.getAwsRequestId(),
                                        invocation.timeout().toSeconds()))
                .toString();
    }
}
