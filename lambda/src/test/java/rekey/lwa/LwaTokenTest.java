package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.SampleCredentials.ACCESS_TOKEN;
import static rekey.lwa.LwaServer.NOW;
import static rekey.lwa.LwaServer.SCOPE;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import java.time.Duration;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Secret;
import rekey.failure.LwaUnreadable;

/** What LWA's status 200 must hold. */
class LwaTokenTest {
    private final LwaServer lwa;

    LwaTokenTest() throws IOException {
        lwa = new LwaServer();
    }

    @AfterEach
    void close() {
        lwa.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'access_token':'TOKEN','token_type':'bearer','expires_in':3600,'refresh_token':'Atzr|other'}",
                "{'access_token':'TOKEN','token_type':'bearer','expires_in':3600}",
                "{'access_token':'TOKEN','token_type':'Bearer','expires_in':3600,'scope':'x','new':{'a':[1,null]}}",
                "{'expires_in':3600,'token_type':'BEARER','access_token':'TOKEN','error':'invalid_client'}",
                "\n {'access_token' : 'TOKEN', 'token_type' : 'bearer', 'expires_in' : 3600} \r\n"
            })
    void holdsATokenWhateverElseItHolds(String body) {
        lwa.answers(200, json(body)).answers(200, json(body));

        assertThat(lwa.exchange(SELLER))
                .isEqualTo(new AccessToken(Secret.of(ACCESS_TOKEN), NOW, NOW.plusSeconds(3600)));
        assertThat(lwa.exchange(SCOPE).value()).isEqualTo(Secret.of(ACCESS_TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3600, 3600", "86399, 86399", "86400, 86400", "86401, 86400", "9223372036854775807, 86400"})
    void believesALifeOfUpToADay(String expiresIn, long seconds) {
        lwa.answers(200, TOKEN.replace("3600", expiresIn));

        AccessToken token = lwa.exchange(SELLER);

        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-9223372036854775808",
                "'3600'",
                "null",
                "true",
                "3600.0",
                "1e3",
                "[3600]",
                "{}",
                "9223372036854775808",
                "99999999999999999999999999"
            })
    void refusesALifeThatIsNoWholeNumberOfSeconds(String expiresIn) {
        lwa.answers(200, TOKEN.replace("3600", json(expiresIn)));

        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("HTTP 200 without a usable expires_in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "' '",
                "null",
                "17",
                "['x']",
                "'a b'",
                "'line\\nbreak'",
                "'\\u0000'",
                "'t\u00e9'",
                "'\\u007f'"
            })
    void refusesATokenThatCannotBeSentInAHeader(String token) {
        lwa.answers(200, "{\"access_token\":" + json(token) + ",\"token_type\":\"bearer\",\"expires_in\":3600}");

        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("HTTP 200 without a usable access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token_type", "expires_in"})
    void refusesAnAnswerThatLacksAField(String field) {
        lwa.answers(200, TOKEN.replace(field, "other_" + field));

        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'mac'", "'bearer '", "''", "null", "['bearer']"})
    void refusesATokenOfAnotherType(String type) {
        lwa.answers(200, TOKEN.replace("\"bearer\"", json(type)));

        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("token_type other than bearer");
    }

    @Test
    void takesATokenOf4096CharactersAndNoLongerOne() {
        String longest = "t".repeat(4096);
        lwa.answers(200, TOKEN.replace(ACCESS_TOKEN, longest)).answers(200, TOKEN.replace(ACCESS_TOKEN, longest + "t"));

        assertThat(lwa.exchange(SELLER).value()).isEqualTo(Secret.of(longest));
        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageNotContaining("tttt");
    }

    @Test
    void takes64KibibytesAndNotOneMore() {
        String padding = " ".repeat(64 * 1024 - TOKEN.length());
        lwa.answers(200, TOKEN + padding).answers(200, TOKEN + padding + " ");

        assertThat(lwa.exchange(SELLER).value()).isEqualTo(Secret.of(ACCESS_TOKEN));
        assertThat(lwa.failure(SELLER))
                .isInstanceOf(LwaUnreadable.class)
                .hasMessageContaining("HTTP 200 with more than");
    }

    @Test
    void stopsReadingABodyThatHasNoEnd() {
        Buffer endless = new Buffer().writeUtf8(TOKEN + " ".repeat(4 * 1024 * 1024));
        lwa.answers(LwaServer.answer(200, "").chunkedBody(endless, 1024));

        assertThat(lwa.failure(SELLER)).isInstanceOf(LwaUnreadable.class).hasMessageContaining("more than");
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace("TOKEN", ACCESS_TOKEN);
    }
}
