package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as("ended by a signal").isGreaterThan(128);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
