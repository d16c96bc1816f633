package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.sandbox.lwa.LwaStandIn;

/** The token function in a JVM of its own, under AWS's own runtime client, started as Lambda starts it. */
class RealRuntimeTest {
    private static final String HANDLER = "rekey.token.TokenHandler::handleRequest";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void givesTokensAndTypedErrors(@TempDir Path directory) throws Exception {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
        try (DeployedApplication deployed = new DeployedApplication();
                IsolatedFunction function = start(deployed.sandbox.variables("my-erp"), directory)) {
            RuntimeApi.Outcome first = function.invoke("{}", PATIENCE);
            RuntimeApi.Outcome second = function.invoke("{}", PATIENCE);
            RuntimeApi.Outcome unknown = function.invoke("{\"seller\":\"A1\"}", PATIENCE);

            assertThat(first.error()).as(first.payload()).isFalse();
            assertThat(first.payload()).startsWith("{\"access_token\":\"Atza|").doesNotContain("refresh_token");
            assertThat(second.payload().substring(0, 300))
                    .isEqualTo(first.payload().substring(0, 300));
            assertThat(deployed.exchanges()).isEqualTo(1);
            assertThat(unknown.error()).isTrue();
            assertThat(unknown.payload()).contains("\"errorType\":\"rekey.failure.UnknownSeller\"");
            assertThat(function.output()).contains("token.exchanged").contains("UnknownSeller");
            for (LwaStandIn.Exchange exchange : deployed.sandbox.lwa().exchanges()) {
                assertThat(function.output()).doesNotContain(exchange.token().reveal());
            }
            assertThat(function.output()).doesNotContain(deployed.application.clientSecret());
        }
    }

    @Test
    void saysEverythingThatIsWrongWithItsConfigurationAtStart(@TempDir Path directory) throws Exception {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
        Map<String, String> variables =
                Map.of("AWS_REGION", "us-east-1", "REKEY_LWA_ENDPOINT", "https://lwa.example/token");
        try (IsolatedFunction function = start(variables, directory)) {
            RuntimeApi.Outcome outcome = function.invoke("{}", PATIENCE);

            assertThat(outcome.error()).isTrue();
            assertThat(outcome.payload()).contains("REKEY_APP is not set").contains("REKEY_LWA_ENDPOINT");
        }
    }

    private static IsolatedFunction start(Map<String, String> variables, Path directory) throws Exception {
        return IsolatedFunction.start(
                HANDLER, System.getProperty("java.class.path"), new HashMap<>(variables), directory);
    }
}
