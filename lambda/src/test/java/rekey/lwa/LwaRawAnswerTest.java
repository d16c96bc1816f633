package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.lwa.LwaServer.SELLER;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.RawServer;
import rekey.SampleCredentials;
import rekey.failure.Failure;
import rekey.failure.TryLater;
import rekey.function.OutboundHttp;

/** The HTTP client quotes what it cannot read. What it quotes may be the request that somebody echoed. */
class LwaRawAnswerTest {
    private static final String LEAK = SampleCredentials.CLIENT_SECRET;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEAK",
                "LEAK\r\n\r\n",
                "HTTP/1.1 LEAK\r\n\r\n",
                "HTTP/1.1 2LEAK OK\r\n\r\n",
                "HTTP/1.1 200 LEAK\r\nLEAK",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nLEAK\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 LEAK\r\n12345\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345LEAK\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 33\r\n\r\nLEAK",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nLEAK",
                "HTTP/1.1 200 OK\r\nContent-Length: LEAK\r\n\r\nLEAK",
                "HTTP/1.1 204 OK\r\nContent-Length: 33\r\n\r\nLEAK",
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: LEAK\r\n\r\nLEAK",
                "HTTP/1.1 401 LEAK\r\nWWW-Authenticate: LEAK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 LEAK\r\nRetry-After: LEAK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            })
    void tellsNothingOfAnAnswerThatIsNoHttp(String answer) throws IOException {
        try (RawServer server = new RawServer(answer.replace("LEAK", LEAK))) {
            LwaClient client = LwaServer.client(
                    OutboundHttp.client(), "http://127.0.0.1:" + server.port() + "/auth/o2/token", LwaServer.CLOCK);

            Failure failure = LwaServer.failure(client, SELLER, LwaServer.ample());

            assertThat(failure).isNotNull();
            assertThat(server.connections()).isEqualTo(failure instanceof TryLater ? 3 : 1);
        }
    }
}
