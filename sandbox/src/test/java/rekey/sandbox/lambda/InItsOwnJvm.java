package rekey.sandbox.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The token function in a JVM of its own, beside a sandbox whose application has its credentials. */
abstract class InItsOwnJvm {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String HANDLER = "rekey.token.TokenHandler::handleRequest";

    final DeployedApplication deployed = new DeployedApplication();

    @TempDir
    Path directory;

    /** Null until it is started. */
    IsolatedFunction function;

    @BeforeEach
    void needsLinux() {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
    }

    @AfterEach
    void close() {
        if (function != null) {
            function.close();
        }
        deployed.close();
    }

    Map<String, String> variables() {
        return new HashMap<>(deployed.sandbox.variables("my-erp"));
    }

    /** @param type what Lambda says of the start, such as {@code on-demand} */
    void start(String type, Map<String, String> variables) throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", type);
        function = IsolatedFunction.start(HANDLER, System.getProperty("java.class.path"), all, directory);
    }
}
