package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.OwnAuthority.certificate;
import static rekey.OwnAuthority.trusted;
import static rekey.OwnAuthority.unknown;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.OwnAuthority;
import rekey.RawServer;
import rekey.SampleCredentials;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.failure.LwaUntrusted;
import rekey.failure.TryLater;

/** Nothing is sent to a server that is not proven to be Amazon's. The address is the real one, the server is ours. */
class LwaTlsTest {
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
        serve(certificate("api.amazon.com"));

        AccessToken token = client(trusted(lwa.server.getPort())).exchange(SELLER, LwaServer.ample());

        assertThat(token.value()).isEqualTo(Secret.of(SampleCredentials.ACCESS_TOKEN));
        assertThat(lwa.requests()).isEqualTo(1);
    }

    @Test
    void sendsNothingToASelfSignedServer() {
        serve(new HeldCertificate.Builder()
                .addSubjectAlternativeName("api.amazon.com")
                .build());

        assertUntrusted(client(unknown(lwa.server.getPort())));
    }

    @Test
    void sendsNothingToAServerOfAnAuthorityThatTheJvmDoesNotKnow() {
        serve(certificate("api.amazon.com"));

        assertUntrusted(client(unknown(lwa.server.getPort())));
    }

    @Test
    void sendsNothingToAServerOfAnotherName() {
        serve(certificate("api.amazon.com.evil.example"));

        assertUntrusted(client(trusted(lwa.server.getPort())));
    }

    @Test
    void sendsNothingToAServerThatSpeaksNoTls() throws IOException {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            assertUntrusted(client(unknown(plain.port())));
            assertThat(plain.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesAHandshakeThatBreaksOffForABrokenConnection() throws IOException {
        try (RawServer silent = new RawServer("")) {
            Failure failure = LwaServer.failure(client(unknown(silent.port())), SELLER, LwaServer.ample());

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
        lwa.server.useHttps(OwnAuthority.server(certificate));
    }

    private static LwaClient client(OkHttpClient http) {
        return LwaServer.client(http, LwaEndpoint.DEFAULT, LwaServer.CLOCK);
    }
}
