package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.cli.demo.Demo;
import rekey.cli.demo.JsonView;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaFault;

/** The command as an operator calls it, in this process. */
class CommandsTest {
    private static final String ESCAPE = "\u001b[";

    private final StringWriter out = new StringWriter();

    @Test
    void demoPrintsOneJsonObjectPerStepAndTheSummaryLast() throws Exception {
        assertThat(run(false, "demo", "--json")).isZero();

        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().split("\n", -1)) {
            if (!line.isBlank()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        JsonNode summary = lines.remove(lines.size() - 1);
        assertThat(lines).hasSizeGreaterThan(30).allMatch(step -> step.get("ok").asBoolean());
        assertThat(summary.get("steps").asInt()).isEqualTo(lines.size());
        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(summary.get("tokenCalls").asInt()).isGreaterThan(1_000);
        assertThat(out.toString())
                .doesNotContain("Atza|")
                .doesNotContain("Atzr|")
                .doesNotContain(ESCAPE);
    }

    @Test
    void demoIsColouredOnATerminalOnly() {
        assertThat(run(true, "demo")).isZero();
        String coloured = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(false, "demo")).isZero();

        assertThat(coloured).contains(ESCAPE + "32m");
        assertThat(out.toString())
                .contains("All 37 steps did what they should.")
                .doesNotContain(ESCAPE)
                .matches(text -> text.chars().allMatch(c -> c < 128), "is ASCII where the locale is");
    }

    @Test
    void demoFailsWhenAStepDoesNotDoWhatItShould() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            sandbox.lwa().failNext(LwaFault.EMPTY);

            assertThat(new Demo(sandbox, new JsonView(new PrintWriter(out))).run())
                    .isFalse();
        }
    }

    @Test
    void sandboxSaysWhenItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(false, "sandbox", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deploy", "demo --yaml", "sandbox --port x"})
    void wrongUseIsAnExitCodeOfItsOwn(String arguments) {
        assertThat(run(false, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run(false, "--help")).isZero();
        assertThat(out.toString()).contains("demo").contains("sandbox").contains("Exit codes");
    }

    private int run(boolean terminal, String... arguments) {
        return Rekey.run(new Terminal(new PrintWriter(out, true), terminal, false), arguments);
    }
}
