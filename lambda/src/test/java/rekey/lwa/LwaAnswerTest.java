package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.SampleCredentials.CLIENT_SECRET;
import static rekey.lwa.LwaServer.SCOPE;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.failure.Failure;
import rekey.failure.LwaUnreadable;

/** What every answer but a token means. Each failure is checked for secrets, though the answers echo them all. */
class LwaAnswerTest {
    private final LwaServer lwa;

    LwaAnswerTest() throws IOException {
        lwa = new LwaServer();
    }

    @AfterEach
    void close() {
        lwa.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, ReauthorizeSeller",
        "401, invalid_client, SecretRejected",
        "400, invalid_client, SecretRejected",
        "400, unauthorized_client, LwaRefused",
        "400, invalid_scope, LwaRefused",
        "400, invalid_request, LwaRefused",
        "400, unsupported_grant_type, LwaRefused",
        "403, access_denied, LwaRefused",
        "418, something_new, LwaRefused"
    })
    void tellsASellerWhatToDo(int status, String error, String failure) {
        assertThat(refused(SELLER, status, error).getClass().getSimpleName()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_scope, ScopeRefused",
        "400, unauthorized_client, ScopeRefused",
        "401, invalid_client, SecretRejected",
        "400, invalid_grant, LwaRefused",
        "400, invalid_request, LwaRefused",
        "403, access_denied, LwaRefused"
    })
    void tellsTheAskerForAScopeWhatToDo(int status, String error, String failure) {
        assertThat(refused(SCOPE, status, error).getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void namesWhoAndWhichParameterIsConcerned() {
        assertThat(refused(SELLER, 400, "invalid_grant"))
                .hasMessageContaining("seller A2EXAMPLE")
                .hasMessageContaining("/my-erp/refreshToken/A2EXAMPLE");
        assertThat(refused(SELLER, 401, "invalid_client"))
                .hasMessageContaining("/my-erp/lwa/clientidentifier")
                .hasMessageContaining("/my-erp/lwa/clientsecret");
        assertThat(refused(SCOPE, 400, "invalid_scope"))
                .hasMessageContaining("scopes sellingpartnerapi::notifications sellingpartnerapi::shipments:track");
        assertThat(refused(SELLER, 418, "something_new")).hasMessageContaining("HTTP 418, something_new");
    }

    /** Answers with an error whose description is the whole request. */
    private Failure refused(Grant grant, int status, String error) {
        int before = lwa.requests();
        lwa.answersAll(body -> LwaServer.answer(
                status, "{\"error\":\"%s\",\"error_description\":\"%s\",\"request_id\":\"1\"}".formatted(error, body)));
        Failure failure = lwa.failure(grant);
        assertThat(lwa.requests() - before).as("attempts").isEqualTo(1);
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>SECRET</html>",
                "{\"error\":\"invalid_client\",\"error_description\":\"SECRET",
                "{\"error\":\"invalid_client\",\"error\":\"SECRET\"}",
                "{\"error\":\"invalid_client\"} SECRET",
                "{\"error\":\"invalid_client\"}{}",
                "[\"SECRET\"]",
                "\"SECRET\"",
                "null",
                " ",
                "{}",
                "{\"error\":\"SECRET\"}",
                "{\"error\":\"Invalid_Client\"}",
                "{\"error\":\"invalid client\"}",
                "{\"error\":{\"code\":\"SECRET\"}}",
                "{\"error\":[\"invalid_client\"]}",
                "{\"error\":null}",
                "{\"error\":\"\"}",
                "{\"SECRET\":NaN}",
                "{'error':'SECRET'}"
            })
    void takesAnErrorWithoutACodeForNoAnswerOfLwa(String body) {
        lwa.answers(400, body.replace("SECRET", CLIENT_SECRET));

        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("HTTP 400")
                .hasNoCause();
        assertThat(lwa.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 404})
    void takesAnEmptyBodyForNoAnswerOfLwa(int status) {
        lwa.answers(status, "");

        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("HTTP %d without a body".formatted(status));
    }

    @Test
    void takesNoErrorCodeOfMoreThanFortyLetters() {
        lwa.answers(400, "{\"error\":\"" + "a".repeat(40) + "\"}")
                .answers(400, "{\"error\":\"" + "a".repeat(41) + "\"}");

        assertThat(lwa.failure(SELLER)).hasMessageContaining("HTTP 400, " + "a".repeat(40) + ".");
        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageNotContaining("aaa");
    }

    @Test
    void takesAHugeErrorForNoAnswerOfLwa() {
        lwa.answers(400, "{\"error\":\"invalid_client\"}" + " ".repeat(64 * 1024));

        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageContaining("HTTP 400 with more");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 206, 226})
    void takesATokenOfAnotherStatusForNoAnswerOfLwa(int status) {
        lwa.answers(status, TOKEN);

        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageContaining("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000007b7fffffff", // UTF-32 of a character that does not exist
                "00007b0000000000", // an order of bytes that no machine has
                "0000feff00110000",
                "feff",
                "7bff7d",
                "efbbbf"
            })
    void takesBytesThatAreNoTextForNoAnswerOfLwa(String hex) {
        lwa.answersAll(body -> LwaServer.answer(200, "").body(new Buffer().write(ByteString.decodeHex(hex))));

        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasNoCause();
        assertThat(lwa.requests()).isEqualTo(1);
    }
}
