package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.lwa.LwaFault;
import rekey.sandbox.lwa.LwaStandIn.Exchange;

/** What an operator sees of a token, and of a function that gives none. */
class TokenCommandTest {
    private final Laptop laptop;

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
                .startsWith("rekey: UnknownSeller: No refresh token is stored for seller A9NOBODY")
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

    private Exchange lastExchange() {
        List<Exchange> exchanges = laptop.sandbox.lwa().exchanges();
        return exchanges.get(exchanges.size() - 1);
    }
}
