package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;

/** The script {@code rekey} over the built jar, as a user runs it. */
class RekeyScriptIT {
    private static final Path SCRIPT = Path.of("..", "rekey");

    @Test
    void runsTheDemoPlainWhenItIsPiped() throws Exception {
        Process process = start("demo");
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("did what they should").doesNotContain("\u001b[");
    }

    @Test
    void runsASandboxThatAnswersUntilItIsStopped() throws Exception {
        Process process = start("sandbox", "--port", "0");
        try (BufferedReader output = process.inputReader(UTF_8)) {
            Matcher endpoint = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(output.readLine());
            assertThat(endpoint.find()).isTrue();
            HttpRequest clock = HttpRequest.newBuilder(URI.create(endpoint.group() + "/_sandbox/clock"))
                    .build();
            HttpResponse<String> reply = HttpClient.newHttpClient().send(clock, HttpResponse.BodyHandlers.ofString());

            assertThat(reply.statusCode()).isEqualTo(200);
            // Not the process's own destroy, which would close what it still says.
            process.toHandle().destroy();
            assertThat(output.lines().toList())
                    .anyMatch(line -> line.endsWith("grants of the policies were never used in this run:"))
                    .anyMatch(
                            line -> line.startsWith("  TokenJavaRoleDefaultPolicy") && line.contains("kms:Decrypt on"));
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as("ended by a signal").isGreaterThan(128);
    }

    @Test
    void storesCredentialsFromAPipeAndGetsATokenWithThem() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            DeployedStack.deploy(sandbox, Template.usual(), "Rekey-my-erp");
            RegisteredApplication registered = sandbox.lwa().register();
            String secret = registered.clientSecret();

            assertThat(ended(sandbox, "", "status").code()).isEqualTo(3);
            ended(sandbox, registered.clientIdentifier() + "\n", "put", "clientidentifier", "-")
                    .mustBeDone();
            Ended stored = ended(sandbox, secret + "\n", "put", "clientsecret", "-");
            stored.mustBeDone();
            ended(sandbox, registered.authorize("seller"), "put", "refreshToken", "-")
                    .mustBeDone();
            Ended raw = ended(sandbox, "", "token", "--raw");
            Ended status = ended(sandbox, "", "status");

            assertThat(stored.out())
                    .contains("version 2, under alias/my-erp, ****" + secret.substring(secret.length() - 4));
            assertThat(stored.out() + stored.err() + status.out() + status.err())
                    .doesNotContain(secret);
            assertThat(raw.out()).matches("Atza\\|\\S+\\R");
            assertThat(raw.err()).isEmpty();
            assertThat(status.code()).as("somebody has not confirmed").isEqualTo(3);
            assertThat(status.out()).contains("At most 180 days").doesNotContain("\u001b[");
        }
    }

    @Test
    void asksNobodyWhereThereIsNoTerminal() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Ended ended = ended(sandbox, "", "put", "clientsecret");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("There is no terminal to ask for the value at.");
        }
    }

    private record Ended(int code, String out, String err) {
        void mustBeDone() {
            assertThat(code).as(err).isZero();
        }
    }

    /** Runs the script to its end, configured by nothing but the variables that {@code rekey sandbox} prints. */
    private static Ended ended(Sandbox sandbox, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL",
                        sandbox.endpoint().toString(),
                        "AWS_REGION",
                        Sandbox.REGION,
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any",
                        "REKEY_APP",
                        "my-erp",
                        "REKEY_LWA_ENDPOINT",
                        sandbox.endpoint() + LwaStandIn.PATH));
        builder.environment().remove("AWS_PROFILE");
        Process process = builder.start();
        try (Writer piped = process.outputWriter(UTF_8)) {
            piped.write(input);
        }
        // What is said fits a pipe's buffer, so that one can be read after the other.
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
