package rekey.bench.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpConnection.Message;
import rekey.bench.scenario.SilentContext;
import rekey.function.FunctionEnvironment;
import rekey.token.TokenHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** By the token function itself, and as plainly as a socket can ask. */
class StandInsTest {
    private final PlainStandIns standIns = plain();

    @Test
    void theTokenFunctionGetsItsTokenAndAsksOnce() throws IOException {
        TokenHandler handler = new TokenHandler(new FunctionEnvironment(
                standIns.variables(),
                Clock.systemUTC(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCHMARKBENCHMA", "not-a-key"))));

        for (int call = 0; call < 3; call++) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            handler.handleRequest(
                    new ByteArrayInputStream("{\"seller\":\"A1\"}".getBytes(UTF_8)), answer, new SilentContext());
            assertThat(answer.toString(UTF_8)).contains("Atza|not-an-access-token-");
        }

        assertThat(standIns.calls()).isEqualTo(new StandInProcess.Calls(1, 1));
    }

    @Test
    void aConnectionIsKept() throws IOException {
        try (HttpConnection connection = connect("AWS_ENDPOINT_URL_SSM")) {
            for (int call = 0; call < 50; call++) {
                assertThat(get(connection, "/bench/refreshToken/S" + call).status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aParameterThatIsNotThereIsRefusedAsParameterStoreDoes() throws IOException {
        try (HttpConnection connection = connect("AWS_ENDPOINT_URL_SSM")) {
            Message answer = get(connection, "/bench/lwa/nothing");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("ParameterNotFound");
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefusedAsLwaDoes() throws IOException {
        try (HttpConnection connection = connect("REKEY_LWA_ENDPOINT")) {
            connection.write("POST /auth/o2/token HTTP/1.1\r\nHost: x\r\n", "client_secret=dummy".getBytes(UTF_8));
            Message answer = connection.read();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("\"error\":\"invalid_client\"");
        }
    }

    private HttpConnection connect(String variable) throws IOException {
        URI address = URI.create(standIns.variables().get(variable));
        return new HttpConnection(new Socket(address.getHost(), address.getPort()));
    }

    private static Message get(HttpConnection connection, String parameter) throws IOException {
        connection.write(
                "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AmazonSSM.GetParameter\r\n",
                "{\"Name\":\"%s\",\"WithDecryption\":true}".formatted(parameter).getBytes(UTF_8));
        return connection.read();
    }

    private static PlainStandIns plain() {
        try {
            return new PlainStandIns();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
