package rekey.sandbox.spapi;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.spapi.SellingPartner.NOTIFICATIONS;
import static rekey.sandbox.spapi.SellingPartner.ROTATION;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rekey.sandbox.spapi.SellingPartner.Reply;

/** What SP-API does wrong on demand, and whether what was asked for happens all the same. */
class SpApiFaultTest {
    @AutoClose
    private final SellingPartner amazon = new SellingPartner().enrolled();

    private final SpApiStandIn spApi = amazon.sandbox.spApi();

    @ParameterizedTest
    @EnumSource(names = {"DONE_THEN_SILENT", "SILENCE"})
    void closesTheConnectionWithoutAByte(SpApiFault fault) {
        spApi.failNext(SpApiOperation.ROTATE, fault);
        String token = amazon.tokenFor(ROTATION);

        assertThatThrownBy(() -> amazon.rotate(token)).isInstanceOf(UncheckedIOException.class);
        assertThat(amazon.received(amazon.newSecret)).hasSize(fault == SpApiFault.SILENCE ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "DONE_THEN_503, 503, 1",
        "DONE_THEN_504, 504, 1",
        "DONE_THEN_200, 200, 1",
        "SERVER_ERROR, 500, 0",
        "THROTTLED, 429, 0",
        "FORBIDDEN, 403, 0",
        "SECRET_EXPIRED, 403, 0",
        "TOKEN_REFUSED, 403, 0",
        "HTML, 200, 0",
        "HUGE, 200, 0",
        "REDIRECT, 307, 0",
        "TELLTALE, 400, 0"
    })
    void rotatesOrNotWhateverItAnswers(SpApiFault fault, int status, int messages) {
        spApi.failNext(SpApiOperation.ROTATE, fault);
        String token = amazon.tokenFor(ROTATION);

        assertThat(amazon.rotate(token).status()).isEqualTo(status);
        assertThat(amazon.received(amazon.newSecret)).hasSize(messages);
        assertThat(amazon.application.secrets()).hasSize(1 + messages);
        assertThat(amazon.rotate(token).status())
                .as("the next one is right, save that the minute is not over")
                .isEqualTo(messages == 1 ? 429 : 204);
    }

    @Test
    void takesItsTimeUntilItIsToldToBehave() throws Exception {
        spApi.failNext(SpApiOperation.ROTATE, SpApiFault.SLOW);
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                .sendAsync(
                        amazon.request(
                                "POST", SpApiOperation.ROTATE.path, "x-amz-access-token", amazon.tokenFor(ROTATION)),
                        ofString());
        while (amazon.application.secrets().size() == 1) {
            Thread.onSpinWait();
        }
        assertThat(answer).isNotDone();

        spApi.behave();
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @Test
    void goesOnDoingWrongWhenToldSoAndForOneOperationOnly() {
        spApi.fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
        spApi.failNext(SpApiOperation.DESTINATIONS, SpApiFault.HTML);
        String token = amazon.tokenFor(NOTIFICATIONS);

        assertThat(amazon.destinations(token).body()).startsWith("<html>").contains(token);
        for (int times = 0; times < 3; times++) {
            assertThat(amazon.destinations(token).error())
                    .isEqualTo("403 Unauthorized: The LWA secret token you provided has expired.");
        }
        assertThat(amazon.rotate().status()).isEqualTo(204);
        spApi.behave();
        Reply right = amazon.destinations(token);
        assertThat(right.status()).isEqualTo(200);
        assertThat(right).hasToString("Reply[200]");
    }

    @Test
    void repeatsTheTokenInAnErrorWhenToldTo() {
        spApi.failNext(SpApiOperation.DESTINATIONS, SpApiFault.TELLTALE);
        String token = amazon.tokenFor(NOTIFICATIONS);

        assertThat(amazon.destinations(token).error()).isEqualTo("400 InvalidInput: Cannot understand " + token);
    }
}
