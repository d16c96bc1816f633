package rekey.spapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static rekey.OwnAuthority.certificate;
import static rekey.OwnAuthority.trusted;
import static rekey.OwnAuthority.unknown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.OwnAuthority;
import rekey.RawServer;
import rekey.failure.SpApiUntrusted;
import rekey.spapi.RotationAnswer.Kind;

/** No token is sent to a server that is not proven to be Amazon's. The address is the real one, the server is ours. */
class SpApiTlsTest {
    private static final String HOST = "sellingpartnerapi-eu.amazon.com";
    private final SpApiServer spApi;

    SpApiTlsTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        spApi.close();
    }

    @Test
    void talksToAServerWithAmazonsNameAndATrustedCertificate() {
        serve(certificate(HOST));
        spApi.answers(204, "").answers(200, "{}");
        SpApiClient client = client(trusted(spApi.server.getPort()));

        assertThat(SpApiServer.rotate(client, SpApiServer.ample()).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(SpApiServer.canary(client, SpApiServer.ample()).isHealthy()).isTrue();
    }

    @Test
    void sendsNothingToASelfSignedServer() {
        serve(new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build());

        assertUntrusted(client(unknown(spApi.server.getPort())));
    }

    @Test
    void sendsNothingToAServerOfAnAuthorityThatTheJvmDoesNotKnow() {
        serve(certificate(HOST));

        assertUntrusted(client(unknown(spApi.server.getPort())));
    }

    @Test
    void sendsNothingToAServerOfAnotherName() {
        serve(certificate(HOST + ".evil.example"));

        assertUntrusted(client(trusted(spApi.server.getPort())));
    }

    @Test
    void sendsNothingToAServerThatSpeaksNoTls() throws IOException {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            assertUntrusted(client(unknown(plain.port())));
        }
    }

    @Test
    void takesAHandshakeThatBreaksOffForNoConnection() throws IOException {
        try (RawServer silent = new RawServer("")) {
            SpApiClient client = client(unknown(silent.port()));

            assertThat(SpApiServer.rotate(client, SpApiServer.ample()))
                    .isEqualTo(new RotationAnswer(Kind.REFUSED, "nothing was sent, no connection within the time"));
            assertThat(silent.connections()).isEqualTo(1);
            assertThat(SpApiServer.canary(client, SpApiServer.ample()).verdict())
                    .isEqualTo(Canary.Verdict.UNKNOWN);
            assertThat(silent.connections()).isEqualTo(3);
        }
    }

    /** As an exception that is one of a handshake without trust, too; by then the request has left. */
    @Test
    void takesTlsThatFailsAfterTheRequestForABrokenConnection() throws Exception {
        SSLSocketFactory tls = OwnAuthority.server(certificate(HOST));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> served = CompletableFuture.runAsync(() -> answerWithGarbage(server, tls));

            assertThat(SpApiServer.rotate(client(trusted(server.getLocalPort())), SpApiServer.ample()))
                    .isEqualTo(new RotationAnswer(Kind.UNCLEAR, "no answer, the connection broke"));
            served.get();
        }
    }

    private static void answerWithGarbage(ServerSocket server, SSLSocketFactory tls) {
        try (Socket socket = server.accept();
                SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, null, 0, false)) {
            encrypted.setUseClientMode(false);
            encrypted.getInputStream().read();
            socket.getOutputStream().write("\u00ff".repeat(100).getBytes(ISO_8859_1));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertUntrusted(SpApiClient client) {
        assertThat(SpApiServer.failure(() -> SpApiServer.rotate(client, SpApiServer.ample())))
                .isInstanceOf(SpApiUntrusted.class)
                .hasMessageContaining("No trusted TLS connection to " + HOST);
        assertThat(SpApiServer.failure(() -> SpApiServer.canary(client, SpApiServer.ample())))
                .isInstanceOf(SpApiUntrusted.class);
        assertThat(spApi.requests()).isZero();
    }

    private void serve(HeldCertificate certificate) {
        spApi.server.useHttps(OwnAuthority.server(certificate));
    }

    private static SpApiClient client(OkHttpClient http) {
        return SpApiServer.client(http, "eu");
    }
}
