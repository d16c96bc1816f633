package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.ToLoopback;
import rekey.function.Deadline;
import rekey.function.OutboundHttp;

/** The pre-signed URL goes to nobody who is not proven to be AWS. The address is a real one, the server is ours. */
class ResponseEndpointTlsTest {
    private static final String HOST = "cloudformation-custom-resource-response-useast1.s3.amazonaws.com";
    private static final HeldCertificate ROOT =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersAServerWithAwssNameAndATrustedCertificate() throws IOException {
        serve(certificate("*.s3.amazonaws.com"));

        new ResponseEndpoint(trustingOurRoot(), Duration.ofMillis(1))
                .deliver(answer(), Deadline.in(Duration.ofSeconds(5)));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws IOException {
        serve(certificate("s3.amazonaws.com.example.org"));

        assertNothingIsSent(trustingOurRoot());
    }

    @Test
    void sendsNothingToAServerOfAnAuthorityThatTheJvmDoesNotKnow() throws IOException {
        serve(certificate("*.s3.amazonaws.com"));

        assertNothingIsSent(routed(OutboundHttp.client()));
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
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.enqueue(new MockResponse.Builder().code(200).build());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(name)
                .signedBy(ROOT)
                .build();
    }

    private OkHttpClient trustingOurRoot() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ROOT.certificate())
                .build();
        return routed(OutboundHttp.client())
                .newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }

    private OkHttpClient routed(OkHttpClient http) {
        return http.newBuilder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(new ToLoopback(server.getPort()))
                .build();
    }

    private static CloudFormationAnswer answer() {
        String event = ProvisionEvent.create(1)
                .put("ResponseURL", "https://%s/stack?X-Amz-Signature=%s".formatted(HOST, ProvisionEvent.SIGNATURE))
                .toString();
        return CloudFormationAnswer.success(
                ProvisionEvent.read(event), PhysicalId.created(ProvisionEvent.NAME), ProvisionEvent.NAME);
    }
}
