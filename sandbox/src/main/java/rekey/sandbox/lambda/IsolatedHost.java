package rekey.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Runs each function in a JVM of its own, which may take a minute to start. */
record IsolatedHost(String classpath) implements FunctionHost {
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
}
