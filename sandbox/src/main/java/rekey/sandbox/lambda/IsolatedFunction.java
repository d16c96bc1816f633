package rekey.sandbox.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsJson;

/**
 * A function in a JVM of its own, under AWS's own runtime client, as it runs in AWS. Linux on x86-64 or ARM64 only,
 * for which the runtime client has a native library. What it prints goes to a file. Thread-safe.
 */
public final class IsolatedFunction implements AutoCloseable {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final RuntimeApi runtimeApi;
    private final Process process;
    private final Path output;

    private IsolatedFunction(RuntimeApi runtimeApi, Process process, Path output) {
        this.runtimeApi = runtimeApi;
        this.process = process;
        this.output = output;
    }

    /** Whether the runtime client has a native library for this machine. */
    public static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux") && libraryName() != null;
    }

    /**
     * @param handler {@code package.Class::handleRequest}
     * @param classpath the function's classes and AWS's runtime client
     * @param variables the function's environment variables; it gets no others but Lambda's own
     * @param directory where its native library and its output are kept; an archive that was unpacked into it is found
     */
    public static IsolatedFunction start(
            String handler, String classpath, Map<String, String> variables, Path directory) throws IOException {
        RuntimeApi runtimeApi = RuntimeApi.start();
        Path output = directory.resolve("function.log");
        ProcessBuilder java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // A private copy: by default every process on the machine writes the same file in /tmp.
                        "-D" + NATIVE_LIBRARY + "=" + unpackLibrary(directory),
                        // As Lambda sets it: hooks that are registered for a snapshot are the runtime client's.
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                        "-cp",
                        absolute(classpath),
                        RUNTIME,
                        handler))
                // Where the runtime client looks for what was deployed.
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = java.environment();
        environment.clear();
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtimeApi.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "isolated",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "LAMBDA_TASK_ROOT", directory.toString(),
                "_HANDLER", handler));
        environment.putAll(variables);
        Process process = java.start();
        CompletableFuture<Void> unused =
                process.onExit().thenAccept(ended -> runtimeApi.end(exited(ended.exitValue())));
        return new IsolatedFunction(runtimeApi, process, output);
    }

    /** Waits until it can be invoked, or has ended; false when that takes longer. */
    boolean starts(Duration most) throws InterruptedException {
        return runtimeApi.starts(most);
    }

    /**
     * Waits until it has prepared for a snapshot, or has ended; false when that takes longer. Only one whose {@code
     * AWS_LAMBDA_INITIALIZATION_TYPE} is {@code snap-start} does; its first invocation then goes on from there.
     */
    boolean isReadyForSnapshot(Duration most) throws InterruptedException {
        return runtimeApi.isReadyForSnapshot(most);
    }

    long processId() {
        return process.pid();
    }

    /** @throws TimeoutException when it has not answered within {@code timeout} */
    RuntimeApi.Outcome invoke(String id, String payload, String invokedArn, Duration timeout)
            throws InterruptedException, TimeoutException {
        return runtimeApi.invoke(id, payload, invokedArn, timeout);
    }

    /** Whether it runs, as far as it is known. */
    boolean lives() {
        return process.isAlive() && !runtimeApi.hasEnded();
    }

    /** @throws TimeoutException when it has not answered within {@code timeout} */
    public RuntimeApi.Outcome invoke(String payload, Duration timeout) throws InterruptedException, TimeoutException {
        return runtimeApi.invoke(payload, timeout);
    }

    /** Everything that it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        runtimeApi.close();
    }

    private static RuntimeApi.Outcome exited(int status) {
        return new RuntimeApi.Outcome(
                AwsJson.object()
                        .put("errorType", "Runtime.ExitError")
                        .put("errorMessage", "Error: Runtime exited with error: exit status " + status)
                        .toString(),
                true);
    }

    private static String absolute(String classpath) {
        return Stream.of(classpath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path unpackLibrary(Path directory) throws IOException {
        Path library = directory.resolve(libraryName());
        try (InputStream packed = IsolatedFunction.class.getResourceAsStream("/jni/" + libraryName())) {
            if (packed == null) {
                throw new IOException("AWS's runtime client is not on the class path.");
            }
            Files.copy(packed, library);
        }
        return library;
    }

    private static String libraryName() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "libaws-lambda-jni.linux-x86_64.so";
            case "aarch64" -> "libaws-lambda-jni.linux-aarch_64.so";
            default -> null;
        };
    }
}
