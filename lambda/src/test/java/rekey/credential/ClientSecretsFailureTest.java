package rekey.credential;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static rekey.SampleCredentials.NAMES;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.failure.AccessDenied;
import rekey.failure.CannotDecrypt;
import rekey.failure.Failure;
import rekey.failure.StoreRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What Parameter Store's errors mean for a write, by the real SDK over a real connection; and that none tells the value. */
class ClientSecretsFailureTest {
    private static final Secret SECRET = Secret.of(SampleCredentials.CLIENT_SECRET);

    @AutoClose
    private final ParameterStore parameters;

    private final ClientSecrets secrets;

    ClientSecretsFailureTest() throws IOException {
        parameters = new ParameterStore();
        var environment = new FunctionEnvironment(
                Map.of(
                        "AWS_REGION",
                        "eu-west-1",
                        "AWS_ENDPOINT_URL_SSM",
                        "http://127.0.0.1:" + parameters.server.getPort()),
                Clock.systemUTC(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "example")));
        secrets = new ClientSecrets(environment.ssm(), NAMES, "arn:aws:kms:eu-west-1:123456789012:key/example");
    }

    @ParameterizedTest
    @CsvSource({"400, AccessDeniedException", "400, AccessDenied", "403, UnrecognizedClientException"})
    void saysThatAWriteIsDeniedAndWhatToGrant(int status, String code) {
        parameters.but(status, error(code));

        assertThat(failure(ClientSecretsFailureTest::putCurrent))
                .isInstanceOf(AccessDenied.class)
                .hasMessageStartingWith("Cannot write /my-erp/lwa/clientsecret: access denied.")
                .hasMessageContaining("ssm:PutParameter")
                .hasMessageContaining("kms:GenerateDataKey")
                .hasCauseInstanceOf(SsmException.class);
        assertThat(failure(all -> all.putPending(SECRET, ParameterStore.ample())))
                .hasMessageStartingWith("Cannot write /my-erp/lwa/clientsecret-pending: access denied.");
        assertThat(parameters.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"400, AccessDeniedException", "403, UnrecognizedClientException"})
    void saysThatAReadIsDenied(int status, String code) {
        parameters.but(status, error(code));

        assertThat(failure(all -> all.read(ParameterStore.ample())))
                .isInstanceOf(AccessDenied.class)
                .hasMessageStartingWith("Cannot read /my-erp/lwa/clientsecret, /my-erp/lwa/clientsecret-pending:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidKeyId", "KMSInvalidStateException", "KmsDisabledException"})
    void saysThatTheKeyCannotBeUsed(String code) {
        parameters.but(400, error(code));

        assertThat(failure(ClientSecretsFailureTest::putCurrent))
                .isInstanceOf(CannotDecrypt.class)
                .hasMessageContaining("/my-erp/lwa/clientsecret");
        assertThat(parameters.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, 3",
        "400, TooManyUpdates, 1",
        "500, InternalServerError, 3",
        "503, ServiceUnavailable, 3",
        "429, SomethingNew, 3"
    })
    void saysTryLaterWhenItPasses(int status, String code, int attempts) {
        parameters.but(status, error(code));

        assertThat(failure(ClientSecretsFailureTest::putCurrent))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("Parameter Store is busy (%s)".formatted(code));
        assertThat(parameters.requests()).isEqualTo(attempts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ValidationException",
                "ParameterMaxVersionLimitExceeded",
                "HierarchyTypeMismatchException",
                "ParameterPatternMismatchException"
            })
    void namesAnErrorThatNeitherARightNorAKeyCures(String code) {
        parameters.but(400, error(code));

        assertThat(failure(ClientSecretsFailureTest::putCurrent))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining(code)
                .hasMessageContaining("/my-erp/lwa/clientsecret")
                .hasCauseInstanceOf(SsmException.class);
    }

    @Test
    void saysTryLaterWhenTheConnectionBreaks() {
        parameters.but(honest -> honest.onResponseStart(new SocketEffect.CloseSocket()));

        assertThat(failure(ClientSecretsFailureTest::putCurrent)).isInstanceOf(TryLater.class);
    }

    @Test
    void waitsNoLongerThanUntilTheDeadline() {
        parameters.but(honest -> honest.headersDelay(2, SECONDS));

        assertThat(failure(all -> all.putCurrent(SECRET, Deadline.in(Duration.ofMillis(300)))))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("ApiCallTimeoutException");
    }

    @Test
    void asksNothingWhenNoTimeIsLeft() {
        assertThat(failure(all -> all.putCurrent(SECRET, Deadline.in(Duration.ZERO))))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("No time is left");
        assertThat(parameters.requests()).isZero();
    }

    /** Status 200 each; the put may have happened. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Tier\":\"Advanced\"}", "LEAK", "{\"Version\":\"LEAK\"}", "[\"LEAK\"]"})
    void saysTryLaterWhenTheAnswerHasNoVersion(String body) {
        parameters.but(200, body.replace("LEAK", SampleCredentials.CLIENT_SECRET));

        assertThat(failure(ClientSecretsFailureTest::putCurrent)).isInstanceOf(TryLater.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Version\":1,\"LastModifiedDate\":1}]}",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"LEAK\",\"LastModifiedDate\":1}]}",
                "{\"Parameters\":[{\"Value\":\"LEAK\",\"Version\":1,\"LastModifiedDate\":1}]}",
                "{\"Parameters\":[{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"LEAK\",\"Version\":1}]}",
                "{\"Parameters\":[\"LEAK\"]}"
            })
    void saysTryLaterWhenAParameterIsNotWhole(String body) {
        parameters.but(200, body.replace("LEAK", SampleCredentials.CLIENT_SECRET));

        assertThat(failure(all -> all.read(ParameterStore.ample()))).isInstanceOf(TryLater.class);
        assertThat(failure(all -> all.version(1, ParameterStore.ample()))).isInstanceOf(TryLater.class);
    }

    private static void putCurrent(ClientSecrets secrets) {
        secrets.putCurrent(SECRET, ParameterStore.ample());
    }

    /** Once it is certain that it tells no secret. */
    private Failure failure(Consumer<ClientSecrets> call) {
        Failure failure = catchThrowableOfType(Failure.class, () -> call.accept(secrets));
        assertThat(failure).as("failure").isNotNull();
        SampleCredentials.assertHoldsNoSecret(failure);
        return failure;
    }

    private static String error(String code) {
        return "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code);
    }
}
