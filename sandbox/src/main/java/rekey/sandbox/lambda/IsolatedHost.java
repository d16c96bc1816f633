package rekey.sandbox.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs each function in a JVM of its own, which may take a minute to start.
 *
 * @param archive whose classes it gets besides those of {@code classpath}
 */
record IsolatedHost(String classpath, Optional<Path> archive) implements FunctionHost {
    private static final Pattern RUNTIME_CLIENT =
            Pattern.compile("(aws-lambda-java-(core|serialization|runtime)|utils-lite-)[^/\\\\]*\\.jar$");
    private static final Duration START = Duration.ofMinutes(1);

    IsolatedHost {
        if (!IsolatedFunction.runsHere()) {
            throw new IllegalStateException("Functions cannot be isolated on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": AWS's runtime client has a native library for Linux on x86-64"
                    + " and ARM64 only. Run them in the sandbox's own process.");
        }
    }

    @Override
    public RunningFunction start(FunctionDefinition definition, Map<String, String> variables) {
        try {
            Path directory = Files.createTempDirectory("rekey-function-");
            if (archive.isPresent()) {
                unpack(archive.get(), directory);
            }
            IsolatedFunction function =
                    IsolatedFunction.start(definition.handler(), classpath, new HashMap<>(variables), directory);
            IsolatedEnvironment environment = new IsolatedEnvironment(function, directory);
            if (!function.starts(START)) {
                environment.close();
                throw new IllegalStateException(
                        "%s has not started within %d s.".formatted(definition.name(), START.toSeconds()));
            }
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + definition.name() + " in a JVM of its own.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The sandbox ended.", e);
        }
    }

    /** The jars of AWS's runtime client and of what it needs, out of this process's class path. */
    static String runtimeClient() {
        String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> RUNTIME_CLIENT.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        if (jars.isEmpty()) {
            throw new IllegalStateException("AWS's runtime client is not on the class path as a jar of its own.");
        }
        return jars;
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                Stream<Path> found = Files.walk(zip.getPath("/"))) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path unpacked = directory.resolve(file.toString().substring(1));
                Files.createDirectories(unpacked.getParent());
                Files.copy(file, unpacked);
            }
        }
    }
}
