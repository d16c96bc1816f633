package rekey.spapi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.spapi.Canary.Verdict;

/** What an answer to a canary proves. */
class CanaryTest {
    private final SpApiServer spApi;

    CanaryTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        spApi.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"payload\":[]}", "{}", " {\"payload\":[{\"marketplace\":{\"id\":\"A\"}}]}\r\n"})
    void isHealthyWithHttp200AndAnyJsonObject(String body) {
        spApi.answers(200, body);

        Canary canary = spApi.canary();

        assertThat(canary).isEqualTo(new Canary(Verdict.HEALTHY, "HTTP 200"));
        assertThat(canary.isHealthy()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The LWA secret token you provided has expired.",
                "The LWA secret you provided has expired",
                "the lwa client secret used by your application EXPIRED on 2026-11-20",
                "Your client Secret\\nhas expired. Access token denied."
            })
    void tellsAnExpiredSecretHoweverItIsWorded(String details) {
        spApi.answers(403, SpApiServer.errors(details));

        assertThat(spApi.canary())
                .isEqualTo(new Canary(Verdict.SECRET_EXPIRED, "HTTP 403, the LWA secret has expired"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The access token you provided has expired.",
                "The access token you provided is revoked, malformed or invalid.",
                "ACCESS TOKEN IS MALFORMED"
            })
    void tellsATokenThatIsNoGood(String details) {
        spApi.answers(403, SpApiServer.errors(details));

        assertThat(spApi.canary())
                .isEqualTo(new Canary(
                        Verdict.TOKEN_REFUSED, "HTTP 403, the access token is expired, revoked or malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Access token is missing in the request header.",
                "The marketplaces you provided are not valid for region.",
                "The secret of success",
                "The offer has expired"
            })
    void provesNothingAboutTheSecretWhenTheCallIsNotAllowed(String details) {
        spApi.answers(403, SpApiServer.errors(details));

        assertThat(spApi.canary()).isEqualTo(new Canary(Verdict.NOT_ALLOWED, "HTTP 403, Unauthorized"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "{\"errors\":[]} > HTTP 403",
                "{\"errors\":[{}]} > HTTP 403",
                "{\"errors\":[{\"code\":\"AccessDenied\"}]} > HTTP 403, AccessDenied",
                "{\"errors\":[{\"code\":\"TOKEN\",\"message\":1,\"details\":{\"a\":null}}]} > HTTP 403",
                "{\"errors\":[null,17,\"secret expired\",[\"secret expired\"]]} > HTTP 403"
            },
            quoteCharacter = '\0')
    void isNotAllowedWithErrorsOfAnyForm(String body, String detail) {
        spApi.answers(403, body.replace("TOKEN", SampleCredentials.ACCESS_TOKEN));

        assertThat(spApi.canary()).isEqualTo(new Canary(Verdict.NOT_ALLOWED, detail));
    }

    @Test
    void findsTheExpiredSecretAmong256Errors() {
        String others = IntStream.range(0, 255)
                .mapToObj(i ->
                        "{\"code\":\"C%d\",\"details\":\"The access token you provided has expired.\"}".formatted(i))
                .collect(joining(","));
        spApi.answers(403, SpApiServer.EXPIRED.replace("[{", "[" + others + ",{"));

        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.SECRET_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LEAK",
                "<html><body>The LWA secret has expired LEAK</body></html>",
                "{\"errors\":[{\"details\":\"LWA secret has expired LEAK\"}]",
                "{\"errors\":[{\"details\":\"LWA secret has expired LEAK\"}]} trailing",
                "{\"errors\":\"LWA secret has expired LEAK\"}",
                "{\"error\":\"LWA secret has expired LEAK\"}",
                "[\"LEAK\"]",
                "\"LEAK\"",
                "null",
                "\u0000\u00ff"
            })
    void provesNothingWhenItIsNotOfSpApi(String body) {
        String leaking = body.replace("LEAK", SampleCredentials.CLIENT_SECRET);
        spApi.answers(403, leaking);

        assertThat(spApi.canary()).isEqualTo(new Canary(Verdict.UNKNOWN, "HTTP 403 without errors of SP-API's"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Sign in</html>", "[]", "null", "{\"payload\":[]", "{} {}"})
    void provesNothingWithHttp200OfSomethingElse(String body) {
        spApi.answers(200, body);

        assertThat(spApi.canary())
                .isEqualTo(new Canary(Verdict.UNKNOWN, "HTTP 200 without a JSON object of up to 64 KiB"));
        assertThat(spApi.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 300, 302, 307, 400, 401, 404, 408, 413, 415, 429, 500, 502, 503, 504, 599})
    void provesNothingWithAnotherStatusWhateverItSays(int status) {
        spApi.answersAll(() -> SpApiServer.answer(status, status == 204 ? "" : SpApiServer.EXPIRED));

        assertThat(spApi.canary()).isEqualTo(new Canary(Verdict.UNKNOWN, "HTTP " + status));
    }

    @Test
    void reads64KibibytesAndNotOneMore() {
        String padding = " ".repeat(64 * 1024 - SpApiServer.EXPIRED.length());
        spApi.answers(403, SpApiServer.EXPIRED + padding).answers(403, SpApiServer.EXPIRED + padding + " ");

        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.SECRET_EXPIRED);
        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void stopsReadingABodyThatHasNoEnd() {
        Buffer endless = new Buffer().writeUtf8(SpApiServer.EXPIRED + " ".repeat(4 * 1024 * 1024));
        spApi.answers(SpApiServer.answer(403, "").chunkedBody(endless, 1024));

        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void isNotUpsetByAThousandNestedArrays() {
        spApi.answers(403, "{\"errors\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(spApi.canary().verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
