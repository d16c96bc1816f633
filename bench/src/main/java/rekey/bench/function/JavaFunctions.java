package rekey.bench.function;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rekey.bench.standin.StandInProcess;

/**
 * Java functions as Lambda's managed runtime starts them: AWS's runtime client alone on the class path, the function's
 * own jars found in the folder that it starts in, and the flags seen on a managed runtime's command line. Its heap is 85 %
 * of the memory. {@code JAVA_TOOL_OPTIONS} is what the stack sets. As a container image starts them, the options are its
 * own, {@code lambda/src/main/image/java.options}.
 *
 * <p>One thing differs: Lambda's JVM shares the JDK's classes from an archive of its own; here it is the JDK's default.
 *
 * @param java the JDK that runs them
 * @param runtime AWS's runtime client and its libraries
 * @param nativeLibrary that client's
 * @param imageOptions a file of options
 */
public record JavaFunctions(
        Jdk java, List<Path> runtime, Path nativeLibrary, Path imageOptions, StandInProcess standIns) {
    /** As the stack sets it, which a test compares. */
    static final String JAVA_TOOL_OPTIONS =
            "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Xms12m -Djdk.tls.namedGroups=x25519,ffdhe2048,secp256r1,"
                    + "secp384r1,secp521r1,x448,ffdhe3072,ffdhe4096,ffdhe6144,ffdhe8192";

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    /** Where the client's native library is; by itself it unpacks it at each start. */
    static final String NATIVE_LIBRARY = "-D" + CLIENT + "runtimeapi.NativeClient.JNI=";

    private static final String TOKEN = "rekey.token.TokenHandler::handleRequest";
    private static final String EMPTY = "rekey.bench.empty.EmptyHandler::handleRequest";
    /** The runtime client and what it needs; every other library is the function's. */
    private static final Pattern OF_THE_CLIENT = Pattern.compile("(aws-lambda-java-.+|utils-lite-.+)\\.jar");

    private static final int HEAP_KILOBYTES = LambdaVariables.MEGABYTES * 1024 * 85 / 100;

    private static final List<String> MANAGED = List.of(
            "-XX:MaxHeapSize=" + HEAP_KILOBYTES + "k",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "-XX:+ErrorFileToStderr");

    /**
     * @param home of the project
     * @param directory where the runtime client's native library is unpacked to
     */
    public static JavaFunctions on(Jdk java, Path home, Path directory, StandInProcess standIns) throws IOException {
        List<Path> runtime = Stream.of(classPath())
                .map(Path::of)
                .filter(jar ->
                        OF_THE_CLIENT.matcher(jar.getFileName().toString()).matches())
                .toList();
        Path imageOptions = home.resolve("lambda/src/main/image/java.options");
        return new JavaFunctions(
                java, runtime, unpackLibrary(directory.resolve("aws-lambda-jni.so")), imageOptions, standIns);
    }

    /** The token function as Lambda unpacks it from the archive. */
    public Function token(Path taskRoot) {
        return function("token function", TOKEN, taskRoot, MANAGED, runtime, Map.of());
    }

    /** The same, started the way that SnapStart takes its snapshot. */
    public Function primed(Path taskRoot) {
        return function(
                "primed", TOKEN, taskRoot, MANAGED, runtime, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
    }

    /**
     * The same as a container image starts it: all jars on the JVM's class path, for an archive of classes holds only
     * those that the JVM's own class loader has loaded.
     *
     * @param flags that make the archive, or use it
     */
    public Function image(Path taskRoot, List<String> flags) throws IOException {
        List<Path> all = new ArrayList<>(runtime);
        try (Stream<Path> jars = Files.list(taskRoot.resolve("lib"))) {
            jars.sorted().forEach(all::add);
        }
        List<String> options = new ArrayList<>(List.of("@" + imageOptions));
        options.addAll(flags);
        return function("token function with an archive", TOKEN, taskRoot, options, all, Map.of());
    }

    public Function empty(Path taskRoot) {
        return function("empty handler", EMPTY, taskRoot, MANAGED, runtime, Map.of());
    }

    private Function function(
            String name,
            String handler,
            Path taskRoot,
            List<String> options,
            List<Path> classPath,
            Map<String, String> more) {
        List<String> command = new ArrayList<>();
        command.add(java.home().resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of(
                NATIVE_LIBRARY + nativeLibrary,
                "-Djavax.net.ssl.trustStore=" + standIns.trustStore(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                CLIENT + "AWSLambda",
                handler));
        Map<String, String> variables = LambdaVariables.of(handler, taskRoot, standIns);
        variables.put("JAVA_TOOL_OPTIONS", JAVA_TOOL_OPTIONS);
        variables.putAll(more);
        return new Function(name, command, variables, taskRoot);
    }

    /** The runtime client's native library for this machine. */
    static Path unpackLibrary(Path library) throws IOException {
        String name = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "libaws-lambda-jni.linux-x86_64.so";
            case "aarch64" -> "libaws-lambda-jni.linux-aarch_64.so";
            default -> throw new IOException("AWS's runtime client runs on Linux, x86-64 or ARM64, only.");
        };
        try (InputStream packed = JavaFunctions.class.getResourceAsStream("/jni/" + name)) {
            if (packed == null) {
                throw new IOException("AWS's runtime client is not on the class path.");
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }

    /** The benchmark's jar names its libraries in its manifest, beside which they are. */
    private static String[] classPath() throws IOException {
        Path jar = Path.of(System.getProperty("java.class.path"));
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("libraries"))) {
            return libraries.sorted().map(Path::toString).toArray(String[]::new);
        }
    }
}
