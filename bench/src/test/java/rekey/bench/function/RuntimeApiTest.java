package rekey.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpConnection.Message;

/** By a runtime client that the test plays. */
class RuntimeApiTest {
    private static final String ROOT = " /2018-06-01/runtime/";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> steps = new ArrayList<>();
    private RuntimeApi api;
    private HttpConnection client;

    @BeforeEach
    void connect() throws IOException {
        api = new RuntimeApi(() -> steps.add("first call"), () -> steps.add("restore"));
        String[] address = api.address().split(":", -1);
        client = new HttpConnection(new Socket(address[0], Integer.parseInt(address[1])));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        api.close();
    }

    @Test
    void handsOutOneCallAfterTheOtherOverOneConnection() throws Exception {
        api.send(List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)));
        for (String expected : List.of("one", "two")) {
            Message call = ask("GET" + ROOT + "invocation/next", "");
            assertThat(call.body()).isEqualTo(expected);
            assertThat(call.headers()).containsKeys("lambda-runtime-aws-request-id", "lambda-runtime-deadline-ms");
            String id = call.headers().get("lambda-runtime-aws-request-id");
            assertThat(ask("POST" + ROOT + "invocation/" + id + "/response", "re " + expected)
                            .status())
                    .isEqualTo(202);
        }

        List<RuntimeApi.Answer> answers = api.answers(SOON);

        assertThat(answers).extracting(RuntimeApi.Answer::body).containsExactly("re one", "re two");
        assertThat(answers).allMatch(answer -> answer.millis() > 0);
        assertThat(answers.get(0).sent()).isGreaterThan(api.readyAt());
        assertThat(steps).containsExactly("first call");
    }

    @Test
    void restoresOnlyAfterWhatHappensToASnapshot() throws Exception {
        assertThat(ask("GET" + ROOT + "restore/next", "").status()).isEqualTo(200);

        assertThat(steps).containsExactly("restore");
        assertThat(api.restoredAt()).isNotZero();
    }

    @Test
    void anErrorIsNoMeasurement() throws Exception {
        api.send(List.of("one".getBytes(UTF_8)));
        ask("GET" + ROOT + "invocation/next", "");
        ask("POST" + ROOT + "invocation/1/error", "{\"errorType\":\"Broken\"}");

        assertThatThrownBy(() -> api.answers(SOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Broken");
    }

    @Test
    void aFunctionThatDoesNotStartIsNotWaitedFor() throws Exception {
        api.send(List.of("one".getBytes(UTF_8)));
        ask("POST" + ROOT + "init/error", "{\"errorType\":\"Misconfigured\"}");

        assertThatThrownBy(() -> api.answers(SOON))
                .hasMessageContaining("did not start")
                .hasMessageContaining("Misconfigured");
    }

    @Test
    void anAnswerDoesNotPrintTheTokenInIt() {
        assertThat(new RuntimeApi.Answer(0, 1_500_000, "Atza|token", false))
                .hasToString("Answer[1.500 ms, error=false]");
    }

    private Message ask(String start, String body) throws IOException {
        client.write(start + " HTTP/1.1\r\nHost: x\r\n", body.getBytes(UTF_8));
        return client.read();
    }
}
