package rekey.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AWS's linter for templates finds neither an error nor a warning. */
class CfnLintTest {

    @Test
    void findsNothing() throws Exception {
        assumeTrue(isThere(), "cfn-lint is not installed (pip install cfn-lint)");
        for (Map<String, String> context :
                List.of(Synthesis.USUAL, Synthesis.EVERYTHING, Synthesis.ANY_SELLER, Synthesis.IMAGE)) {
            Process lint = new ProcessBuilder(
                            "cfn-lint",
                            Synthesis.of(context)
                                    .assembly()
                                    .resolve("Rekey-my-erp.template.json")
                                    .toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(lint.getInputStream().readAllBytes(), UTF_8);

            assertThat(lint.waitFor()).as(output).isZero();
            assertThat(output).isBlank();
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("cfn-lint", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
