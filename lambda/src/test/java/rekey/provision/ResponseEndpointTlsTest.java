package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.OwnAuthority.certificate;
import static rekey.OwnAuthority.trusted;
import static rekey.OwnAuthority.unknown;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.OwnAuthority;
import rekey.function.Deadline;

/** The pre-signed URL goes to nobody who is not proven to be AWS. The address is a real one, the server is ours. */
class ResponseEndpointTlsTest {
    private static final String HOST = "cloudformation-custom-resource-response-useast1.s3.amazonaws.com";
    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersAServerWithAwssNameAndATrustedCertificate() throws IOException {
        serve(certificate("*.s3.amazonaws.com"));

        new ResponseEndpoint(trusted(server.getPort()), Duration.ofMillis(1))
                .deliver(answer(), Deadline.in(Duration.ofSeconds(5)));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws IOException {
        serve(certificate("s3.amazonaws.com.example.org"));

        assertNothingIsSent(trusted(server.getPort()));
    }

    @Test
    void sendsNothingToAServerOfAnAuthorityThatTheJvmDoesNotKnow() throws IOException {
        serve(certificate("*.s3.amazonaws.com"));

        assertNothingIsSent(unknown(server.getPort()));
    }

    private void assertNothingIsSent(OkHttpClient http) {
        ResponseEndpoint endpoint = new ResponseEndpoint(http, Duration.ofHours(1));

        assertThatThrownBy(() -> endpoint.deliver(answer(), Deadline.in(Duration.ofSeconds(5))))
                .isInstanceOf(Unanswered.class)
                .hasMessageNotContaining(ProvisionEvent.SIGNATURE)
                .hasMessageNotContaining(HOST);
        assertThat(server.getRequestCount()).isZero();
    }

    private void serve(HeldCertificate certificate) throws IOException {
        server.useHttps(OwnAuthority.server(certificate));
        server.enqueue(new MockResponse.Builder().code(200).build());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    private static CloudFormationAnswer answer() {
        String event = ProvisionEvent.create(1)
                .put("ResponseURL", "https://%s/stack?X-Amz-Signature=%s".formatted(HOST, ProvisionEvent.SIGNATURE))
                .toString();
        return CloudFormationAnswer.success(
                ProvisionEvent.read(event), PhysicalId.created(ProvisionEvent.NAME), ProvisionEvent.NAME);
    }
}
