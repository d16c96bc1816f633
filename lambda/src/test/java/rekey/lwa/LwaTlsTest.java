package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.RawServer;
import rekey.SampleCredentials;
import rekey.ToLoopback;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.failure.LwaUntrusted;
import rekey.failure.TryLater;
import rekey.function.OutboundHttp;

/** Nothing is sent to a server that is not proven to be Amazon's. The address is the real one, the server is ours. */
class LwaTlsTest {
    private static final HeldCertificate ROOT =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final LwaServer lwa;

    LwaTlsTest() throws IOException {
        lwa = new LwaServer();
        lwa.answers(200, TOKEN);
    }

    @AfterEach
    void close() {
        lwa.close();
    }

    @Test
    void talksToAServerWithAmazonsNameAndATrustedCertificate() {
        serve(certificate("api.amazon.com", ROOT));

        AccessToken token = client(trustingOurRoot(), lwa.server.getPort()).exchange(SELLER, LwaServer.ample());

        assertThat(token.value()).isEqualTo(Secret.of(SampleCredentials.ACCESS_TOKEN));
        assertThat(lwa.requests()).isEqualTo(1);
    }

    @Test
    void sendsNothingToASelfSignedServer() {
        serve(new HeldCertificate.Builder()
                .addSubjectAlternativeName("api.amazon.com")
                .build());

        assertUntrusted(client(OutboundHttp.client(), lwa.server.getPort()));
    }

    @Test
    void sendsNothingToAServerOfAnAuthorityThatTheJvmDoesNotKnow() {
        serve(certificate("api.amazon.com", ROOT));

        assertUntrusted(client(OutboundHttp.client(), lwa.server.getPort()));
    }

    @Test
    void sendsNothingToAServerOfAnotherName() {
        serve(certificate("api.amazon.com.evil.example", ROOT));

        assertUntrusted(client(trustingOurRoot(), lwa.server.getPort()));
    }

    @Test
    void sendsNothingToAServerThatSpeaksNoTls() throws IOException {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            assertUntrusted(client(OutboundHttp.client(), plain.port()));
            assertThat(plain.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesAHandshakeThatBreaksOffForABrokenConnection() throws IOException {
        try (RawServer silent = new RawServer("")) {
            Failure failure =
                    LwaServer.failure(client(OutboundHttp.client(), silent.port()), SELLER, LwaServer.ample());

            assertThat(failure).isInstanceOf(TryLater.class);
            assertThat(silent.connections()).isEqualTo(3);
        }
    }

    private void assertUntrusted(LwaClient client) {
        assertThat(LwaServer.failure(client, SELLER, LwaServer.ample()))
                .isInstanceOf(LwaUntrusted.class)
                .hasMessageContaining("api.amazon.com")
                .hasMessageContaining("No trusted TLS connection to api.amazon.com");
        assertThat(lwa.requests()).isZero();
    }

    private void serve(HeldCertificate certificate) {
        lwa.server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
    }

    private static HeldCertificate certificate(String name, HeldCertificate issuer) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(name)
                .signedBy(issuer)
                .build();
    }

    private static OkHttpClient trustingOurRoot() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ROOT.certificate())
                .build();
        return OutboundHttp.client()
                .newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }

    private static LwaClient client(OkHttpClient http, int port) {
        OkHttpClient routed = http.newBuilder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(new ToLoopback(port))
                .build();
        return LwaServer.client(routed, LwaEndpoint.DEFAULT, LwaServer.CLOCK);
    }
}
