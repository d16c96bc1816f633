package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.stack.Template;

/** The command as an operator calls it, in this process. */
class CommandsTest {
    private final StringWriter out = new StringWriter();

    @Test
    void sandboxSaysWhenItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(false, "sandbox", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"Resources\":{}}"})
    void sandboxRefusesATemplateThatIsNoneOfRekeys(String text, @TempDir Path directory) throws Exception {
        Path template = Files.writeString(directory.resolve("some.template.json"), text);

        assertThat(run(false, "sandbox", "--port", "0", "--template", template.toString()))
                .isEqualTo(2);
        assertThat(run(
                        false,
                        "sandbox",
                        "--port",
                        "0",
                        "--template",
                        directory.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void sandboxNamesWhatATemplateHasThatItDoesNotKnow(@TempDir Path directory) throws Exception {
        ObjectNode template = Template.usual().json();
        ((ObjectNode) template.get("Resources")).putObject("Bucket").put("Type", "AWS::S3::Bucket");
        Path file = Files.writeString(directory.resolve("some.template.json"), template.toString());

        assertThat(run(false, "sandbox", "--port", "0", "--template", file.toString()))
                .isBetween(1, 2);
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
        Rekey.commandLine(Session.ofProcess(terminal(false)))
                .getSubcommands()
                .forEach((name, command) -> assertThat(out.toString())
                        .containsPattern("(?m)^  %s +\\p{Lu}.*\\.$".formatted(name))
                        .contains(command.getCommandSpec().usageMessage().header()));
        assertThat(out.toString())
                .contains("REKEY_APP")
                .contains("HTTPS_PROXY, NO_PROXY")
                .contains("Start here:")
                .matches(CommandsTest::isAscii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "put",
                "status",
                "token",
                "enrol",
                "rotate",
                "rollback",
                "history",
                "sandbox",
                "completion"
            })
    void helpOfEachCommandFitsALineAndIsAscii(String command) {
        assertThat(run(false, command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: rekey " + command).matches(CommandsTest::isAscii);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void completionIsAScriptThatBashTakesAndThatCompletesParameters() throws Exception {
        assertThat(run(false, "completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("clientidentifier");

        String script =
                out + "\nCOMP_WORDS=(rekey put client); COMP_CWORD=2; _complete_rekey; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", script).start();
        String completed = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).isZero();
        assertThat(completed.strip()).isEqualTo("clientidentifier clientsecret");
    }

    private int run(boolean colours, String... arguments) {
        return Rekey.run(terminal(colours), arguments);
    }

    private Terminal terminal(boolean colours) {
        return new Terminal(new PrintWriter(out, true), colours, false);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
