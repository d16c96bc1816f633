package rekey.spapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.RawServer;
import rekey.SampleCredentials;
import rekey.function.OutboundHttp;
import rekey.spapi.Canary.Verdict;
import rekey.spapi.RotationAnswer.Kind;

/** The HTTP client quotes what it cannot read, which may be the request that somebody echoed. */
class SpApiRawAnswerTest {
    private static final String LEAK = SampleCredentials.ACCESS_TOKEN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LEAK",
                "LEAK\r\n\r\n",
                "HTTP/1.1 LEAK\r\n\r\n",
                "HTTP/1.1 2LEAK OK\r\n\r\n",
                "HTTP/1.1 407 LEAK\r\nProxy-Authenticate: LEAK\r\n\r\nLEAK",
                "HTTP/1.1 204 LEAK\r\nLEAK",
                "HTTP/1.1 204 OK\r\nContent-Length: 33\r\n\r\nLEAK",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nLEAK\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 33\r\n\r\nLEAK",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nLEAK",
                "HTTP/1.1 503 LEAK\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            })
    void leavesTheRotationUnclearAndProvesNothing(String answer) throws IOException {
        try (RawServer server = new RawServer(answer.replace("LEAK", LEAK))) {
            SpApiClient client = SpApiServer.client(OutboundHttp.client(), "http://127.0.0.1:" + server.port());

            assertThat(SpApiServer.rotate(client, SpApiServer.ample()).kind()).isEqualTo(Kind.UNCLEAR);
            assertThat(server.connections()).isEqualTo(1);

            assertThat(SpApiServer.canary(client, SpApiServer.ample()).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 LEAK\r\nContent-Length: 99\r\n\r\nLEAK",
                "HTTP/1.1 401 LEAK\r\nWWW-Authenticate: LEAK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 LEAK\r\nLocation: LEAK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 403 LEAK\r\nx-amzn-ErrorType: LEAK\r\nConnection: close\r\n\r\n{\"errors\":[{\"code\":\"LEAK\"}]}"
            })
    void repeatsNothingOfARefusal(String answer) throws IOException {
        try (RawServer server = new RawServer(answer.replace("LEAK", LEAK))) {
            SpApiClient client = SpApiServer.client(OutboundHttp.client(), "http://127.0.0.1:" + server.port());

            assertThat(SpApiServer.rotate(client, SpApiServer.ample()).kind()).isEqualTo(Kind.REFUSED);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
