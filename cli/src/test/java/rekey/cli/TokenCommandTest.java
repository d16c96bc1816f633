package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.lwa.LwaFault;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.stack.Template;

/** What an operator sees of a token, and of a function that gives none. */
class TokenCommandTest {
    private final Laptop laptop;
    private volatile URI asked;

    TokenCommandTest() throws IOException {
        laptop = Laptop.running();
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void masksTheTokenAndSaysForWhomAndUntilWhen() {
        assertThat(laptop.run("token")).isZero();

        Exchange exchange = lastExchange();
        assertThat(laptop.out())
                .startsWith(exchange.token() + " for the default seller\n")
                .containsPattern("good until 2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ, for 59 min 5\\d s")
                .doesNotContain("Atza|");
    }

    @Test
    void printsTheTokenAndNothingElseWhenItIsAskedTo() {
        assertThat(laptop.run("token", "--raw")).isZero();

        assertThat(laptop.out()).isEqualTo(lastExchange().token().reveal() + System.lineSeparator());
        assertThat(laptop.err()).isEmpty();
    }

    @Test
    void asksForASellerForAScopeAndForANewOne() {
        laptop.stack.update(Template.named("sellers"));
        String token = laptop.registered.authorize("A2EXAMPLE");
        assertThat(laptop.pipe(token, "refreshToken", "--seller", "A2EXAMPLE")).isZero();

        assertThat(laptop.run("token", "--seller", "A2EXAMPLE")).isZero();
        assertThat(laptop.out()).contains("for seller A2EXAMPLE");
        assertThat(lastExchange().grantee()).isEqualTo("A2EXAMPLE");
        assertThat(laptop.run("token", "--scope", "sellingpartnerapi::notifications"))
                .isZero();
        assertThat(lastExchange().grantee()).isEqualTo("sellingpartnerapi::notifications");
        long calls = laptop.lwaCalls();
        assertThat(laptop.run("token", "--seller", "A2EXAMPLE")).isZero();
        assertThat(laptop.lwaCalls()).isEqualTo(calls);
        assertThat(laptop.run("token", "--seller", "A2EXAMPLE", "--force-refresh"))
                .isZero();
        assertThat(laptop.lwaCalls()).isEqualTo(calls + 1);
    }

    @Test
    void saysWhatTheFunctionThrew() {
        assertThat(laptop.run("token", "--seller", "A9NOBODY", "--raw")).isEqualTo(1);

        assertThat(laptop.out()).isEmpty();
        assertThat(laptop.err())
                .startsWith("rekey: UnknownSeller: This deployment may not read the refresh token of seller A9NOBODY.")
                .hasLineCount(1);
    }

    @Test
    void tellsNoSecretWhenLwaRepeatsThem() {
        laptop.sandbox.lwa().failNext(LwaFault.TELLTALE);

        assertThat(laptop.run("token", "--force-refresh")).isEqualTo(1);
        assertThat(laptop.err()).contains("LwaRefused");
    }

    @Test
    void saysWhereItLookedForAFunctionThatIsNotThere() {
        assertThat(laptop.run("token", "--app", "other")).isEqualTo(1);

        assertThat(laptop.err())
                .contains("There is no function other-token with the alias live")
                .contains("npx cdk deploy -c app=other")
                .contains("--region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token --seller A1 --scope sellingpartnerapi::notifications",
                "token --seller ../lwa",
                "token --scope notifications",
                "token A2EXAMPLE"
            })
    void refusesWhatCannotBeAskedFor(String arguments) {
        long calls = laptop.sandbox.calls().of("Lambda.Invoke");

        assertThat(laptop.run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(laptop.sandbox.calls().of("Lambda.Invoke")).isEqualTo(calls);
    }

    @Test
    void invokesTheAliasThatBackendsInvoke() throws IOException {
        assertThat(answered(
                        "{\"access_token\":\"Atza|x\",\"expires_in\":60,\"expires_at\":\"2026-11-23T15:04:05Z\"}",
                        false))
                .isZero();

        assertThat(asked).hasToString("/2015-03-31/functions/my-erp-token/invocations?Qualifier=live");
        assertThat(laptop.out())
                .contains("**** for the default seller")
                .contains("2026-11-23T15:04:05Z, for 1 min 0 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Atza|secret-in-no-json", "null", "[]", "{\"access_token\":\"Atza|secret in two\"}", "{}", ""})
    void repeatsNothingOfAnAnswerThatIsNoToken(String answer) throws IOException {
        assertThat(answered(answer, false)).isEqualTo(1);
        assertThat(laptop.err())
                .contains("The answer of my-erp-token is not a token.")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'errorMessage':'2026 Task timed out\\n after 30 s','errorType':'Sandbox.Timedout'}|Timedout: 2026 Task timed out after 30 s",
                "{'errorMessage':'x'}|Failed: x",
                "{'errorMessage':'x','errorType':'a b'}|Failed: x",
                "{}|Failed: "
            })
    void saysAlsoWhatLambdaItselfReports(String error, String said) throws IOException {
        assertThat(answered(error.replace('\'', '"'), true)).isEqualTo(1);
        assertThat(laptop.err()).startsWith("rekey: " + said).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "409, SnapStartNotReadyException, it is not ready (SnapStartNotReadyException). Call again in a minute.",
        "409, ResourceConflictException, it is not ready (ResourceConflictException). Call again in a minute.",
        "400, InvalidParameterValueException, 'AWS refuses (InvalidParameterValueException, HTTP 400).'"
    })
    void tellsAFunctionThatIsNotReadyFromARefusal(int status, String error, String said) throws IOException {
        assertThat(answered(status, "{\"Message\":\"x\"}", Map.of("x-amzn-ErrorType", error)))
                .isEqualTo(1);
        assertThat(laptop.err()).isEqualTo("rekey: Cannot invoke my-erp-token: " + said + System.lineSeparator());
    }

    private int answered(String answer, boolean error) throws IOException {
        return answered(200, answer, error ? Map.of("X-Amz-Function-Error", "Unhandled") : Map.of());
    }

    /** Runs the command against a Lambda that gives this answer. */
    private int answered(int status, String answer, Map<String, String> headers) throws IOException {
        HttpServer lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", http -> {
            asked = http.getRequestURI();
            http.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(UTF_8);
            headers.forEach(http.getResponseHeaders()::set);
            http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            http.getResponseBody().write(body);
            http.close();
        });
        lambda.start();
        try {
            String endpoint = "http://127.0.0.1:" + lambda.getAddress().getPort();
            return laptop.runAlone("token", "--profile", "operator", "--endpoint-url", endpoint);
        } finally {
            lambda.stop(0);
        }
    }

    private Exchange lastExchange() {
        List<Exchange> exchanges = laptop.sandbox.lwa().exchanges();
        return exchanges.get(exchanges.size() - 1);
    }
}
