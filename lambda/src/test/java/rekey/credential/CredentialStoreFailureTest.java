package rekey.credential;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.credential.Grantee.Seller;
import rekey.failure.AccessDenied;
import rekey.failure.CannotDecrypt;
import rekey.failure.StoreRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What Parameter Store's errors mean, by the real SDK over a real connection. */
class CredentialStoreFailureTest {
    private static final Seller SELLER = Seller.named("A2EXAMPLE");

    private final ParameterStore parameters;

    CredentialStoreFailureTest() throws IOException {
        parameters = new ParameterStore();
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    @ParameterizedTest
    @CsvSource({"400, AccessDeniedException", "400, AccessDenied", "403, UnrecognizedClientException"})
    void saysThatAccessIsDeniedAndToWhat(int status, String code) {
        parameters.but(status, error(code));

        assertThat(parameters.failure(SELLER))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining(
                        "/my-erp/lwa/clientidentifier, /my-erp/lwa/clientsecret, /my-erp/refreshToken/A2EXAMPLE")
                .hasCauseInstanceOf(SsmException.class);
        assertThat(parameters.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"InvalidKeyId", "InvalidCiphertextException", "KMSInvalidStateException", "KmsDisabledException"
            })
    void saysThatTheKeyCannotBeUsed(String code) {
        parameters.but(400, error(code));

        assertThat(parameters.failure(SELLER))
                .isInstanceOf(CannotDecrypt.class)
                .hasMessageContaining("/my-erp/lwa/clientsecret");
        assertThat(parameters.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException", "500, InternalServerError", "503, ServiceUnavailable", "500, SomethingNew"})
    void saysTryLaterAfterThreeAttempts(int status, String code) {
        parameters.but(status, error(code));

        assertThat(parameters.failure(SELLER))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("Parameter Store is busy (%s)".formatted(code));
        assertThat(parameters.requests()).isEqualTo(3);
    }

    @Test
    void readsAfterAnErrorThatPassed() {
        int[] failures = {1};
        parameters.but(honest -> failures[0]-- > 0 ? ParameterStore.answer(500, error("InternalServerError")) : honest);

        assertThat(parameters.read(SELLER).application().clientSecret())
                .isEqualTo(Secret.of(SampleCredentials.CLIENT_SECRET));
        assertThat(parameters.requests()).isEqualTo(2);
    }

    @Test
    void namesAnErrorThatNobodyForesaw() {
        parameters.but(400, error("ValidationException"));

        assertThatThrownBy(() -> parameters.read(SELLER))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("ValidationException")
                .hasCauseInstanceOf(SsmException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Version\":1}]}",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"x\"}]}",
                "{\"Parameters\":[{\"Value\":\"x\",\"Version\":1}]}"
            })
    void saysTryLaterWhenAParameterIsNotWhole(String body) {
        parameters.but(200, body);

        assertThatThrownBy(() -> parameters.read(SELLER)).isInstanceOf(TryLater.class);
    }

    @Test
    void saysTryLaterWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(ParameterStore.failure(ParameterStore.storeAt("http://127.0.0.1:" + port), SELLER))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("Parameter Store gave no usable answer")
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    @Test
    void saysTryLaterWhenTheConnectionBreaks() {
        parameters.but(honest -> honest.onResponseStart(new SocketEffect.CloseSocket()));

        assertThat(parameters.failure(SELLER)).isInstanceOf(TryLater.class);
    }

    @Test
    void waitsNoLongerThanUntilTheDeadline() {
        parameters.but(honest -> honest.headersDelay(2, SECONDS));

        assertThatThrownBy(() -> parameters.store().read(SELLER, Deadline.in(Duration.ofMillis(300))))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("ApiCallTimeoutException");
        assertThat(parameters.requests()).isEqualTo(1);
    }

    /** Status 200, each with a secret in it. What the SDK quotes of it must not come along. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEAK",
                "<html>LEAK</html>",
                "\"LEAK\"",
                "[\"LEAK\"]",
                "{\"LEAK",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"LEAK",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":LEAK}]}",
                "{\"Parameters\":\"LEAK\"}",
                "{\"Parameters\":[\"LEAK\"]}",
                "{\"Parameters\":{\"LEAK\":1}}",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"LEAK\",\"Version\":\"LEAK\"}]}",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":[\"LEAK\"],\"Version\":1}]}",
                "{\"Parameters\":[{\"Name\":\"N\",\"LastModifiedDate\":\"LEAK\"}]}"
            })
    void tellsNothingOfAnAnswerThatIsNone(String body) {
        parameters.but(200, body.replace("LEAK", SampleCredentials.CLIENT_SECRET));

        assertThat(parameters.failure(SELLER)).isInstanceOf(TryLater.class);
    }

    private static String error(String code) {
        return "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code);
    }
}
