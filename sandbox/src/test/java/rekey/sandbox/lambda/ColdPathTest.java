package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.credential.Grantee.Seller;

/**
 * What a start and a call take, in numbers that no busy machine changes: classes that are loaded, and calls to Amazon.
 * Compared with a {@linkplain Baseline baseline}. The sandbox speaks plain http, so what TLS takes is not in it.
 */
class ColdPathTest {
    private static final String HANDLER = "rekey.token.TokenHandler::handleRequest";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DeployedApplication deployed = new DeployedApplication();
    private final Map<String, Long> before = new TreeMap<>();

    @AfterEach
    void close() {
        deployed.close();
    }

    @Test
    void loadsNoMoreClassesForTheFirstCallThanBefore(@TempDir Path directory) throws Exception {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
        Path log = directory.resolve("classes.log");
        Map<String, String> variables = new HashMap<>(deployed.sandbox.variables("my-erp"));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("JAVA_TOOL_OPTIONS", LoadedClasses.logTo(log));
        count();
        try (IsolatedFunction function =
                IsolatedFunction.start(HANDLER, System.getProperty("java.class.path"), variables, directory)) {
            assertThat(function.invoke("{}", PATIENCE).error()).isFalse();

            Baseline.compareClasses(LoadedClasses.byOrigin(log));
            Baseline.compareCalls("the first call", counted());
            for (int call = 0; call < 100; call++) {
                function.invoke("{}", PATIENCE);
            }
            Baseline.compareCalls("the first call and 100 more", counted());
        }
    }

    /** The minute more lets the last look at Parameter Store happen, whenever the token is renewed. */
    @Test
    void asksAmazonNoMoreOftenFor10000CallsInAnHour() throws Exception {
        count();

        for (int call = 0; call < 10_000; call++) {
            deployed.token("{}");
            deployed.sandbox.clock().advance(Duration.ofMinutes(61).dividedBy(10_000));
        }

        Baseline.compareCalls("10,000 calls in an hour", counted());
        assertThat(counted().values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(25);
    }

    @Test
    void asksAmazonNoMoreOftenForARefreshThatIsForced() throws Exception {
        count();

        deployed.token("{}");
        deployed.token("{\"forceRefresh\":true}");

        Baseline.compareCalls("a call and a forced refresh", counted());
    }

    @Test
    void asksAmazonNoMoreOftenForTwoSellers() throws Exception {
        deployed.authorize(Seller.named("A1"));
        count();

        for (int call = 0; call < 10; call++) {
            deployed.token("{}");
            deployed.token("{\"seller\":\"A1\"}");
        }

        Baseline.compareCalls("ten calls each for two sellers", counted());
    }

    private void count() {
        before.putAll(deployed.sandbox.calls().all());
    }

    /** Those to Amazon since {@link #count}. */
    private Map<String, Long> counted() {
        Map<String, Long> since = new TreeMap<>();
        deployed.sandbox.calls().all().forEach((operation, times) -> {
            long more = times - before.getOrDefault(operation, 0L);
            if (more > 0) {
                since.put(operation, more);
            }
        });
        return since;
    }
}
