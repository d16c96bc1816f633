package rekey.spapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.spapi.RotationAnswer.Kind;

/** What SP-API's answer to a request for a new secret means. There is one request, whatever it is. */
class RotationAnswerTest {
    private static final String NOT_ENROLLED = "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"Application is"
            + " not enrolled for rotation notification. Please update application notification preference in"
            + " Developer console.\"}]}";

    private final SpApiServer spApi;

    RotationAnswerTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        assertThat(spApi.requests()).as("requests").isEqualTo(1);
        spApi.close();
    }

    @Test
    void isAcceptedWithHttp204() {
        spApi.answers(204, "");

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.ACCEPTED, "HTTP 204"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 205, 206, 299, 408, 500, 501, 502, 503, 504, 599})
    void isUnclearWithAnotherSuccessATimeOutAndAServersError(int status) {
        spApi.answers(
                SpApiServer.answer(status, status == 205 ? "" : NOT_ENROLLED).setHeader("Retry-After", 0));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.UNCLEAR, "HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOT_ENROLLED,
                "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"APPLICATION  NOT\\nENROLLED\"}]}",
                "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"\",\"details\":\"It is not enrolled.\"}]}",
                "{\"errors\":[{\"code\":\"Other\"},{\"code\":\"invalidInput\",\"message\":\"is not enrolled\"}]}"
            })
    void isNotEnrolledInAnyWording(String body) {
        spApi.answers(400, body);

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.NOT_ENROLLED, "HTTP 400, not enrolled"));
    }

    @ParameterizedTest
    @CsvSource({"400, InvalidInput", "403, Unauthorized", "404, NotFound", "415, UnsupportedMediaType"})
    void isRefusedWithADocumentedCode(int status, String code) {
        spApi.answers(status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"No.\"}]}".formatted(code));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP " + status + ", " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 421, 451, 499})
    void isRefusedWithoutAWordOfWhatSomethingElseSays(int status) {
        spApi.answers(status, "<html>not enrolled " + SampleCredentials.CLIENT_SECRET + "</html>");

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"details\":\"%s\"}]}",
                "{\"errors\":[{\"code\":\"Other\",\"message\":\"not enrolled %s %s %s\"}]}",
                "{\"errors\":{\"%s\":\"%s\"},\"%s\":1}"
            })
    void repeatsNoCodeThatIsNotDocumented(String body) {
        spApi.answers(
                400,
                body.formatted(
                        SampleCredentials.ACCESS_TOKEN,
                        SampleCredentials.REFRESH_TOKEN,
                        SampleCredentials.CLIENT_SECRET));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP 400"));
    }

    @Test
    void isRefusedWhenItIsNotHttp400ThatSpeaksOfEnrolment() {
        spApi.answers(403, NOT_ENROLLED);

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP 403, InvalidInput"));
    }

    @Test
    void isRefusedForAnExpiredSecretAndSaysSo() {
        spApi.answers(403, SpApiServer.EXPIRED);

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP 403, the LWA secret has expired"));
    }

    @Test
    void isThrottledWhateverPauseTheServerWants() {
        spApi.answers(SpApiServer.answer(429, NOT_ENROLLED).setHeader("Retry-After", 0));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.THROTTLED, "HTTP 429"));
    }

    @Test
    void isRefusedWhenTheReasonBreaksOff() {
        spApi.answers(SpApiServer.answer(400, NOT_ENROLLED).onResponseBody(new SocketEffect.CloseSocket()));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(Kind.REFUSED, "HTTP 400"));
    }

    @ParameterizedTest
    @CsvSource({"200, UNCLEAR", "400, REFUSED", "500, UNCLEAR"})
    void readsNoBodyWithoutEnd(int status, Kind kind) {
        Buffer endless = new Buffer().writeUtf8(NOT_ENROLLED + " ".repeat(4 * 1024 * 1024));
        spApi.answers(SpApiServer.answer(status, "").chunkedBody(endless, 1024));

        assertThat(spApi.rotate()).isEqualTo(new RotationAnswer(kind, "HTTP " + status));
    }
}
