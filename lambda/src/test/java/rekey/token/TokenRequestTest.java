package rekey.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.BadRequest;

class TokenRequestTest {
    private static final String NOTIFICATIONS = "sellingpartnerapi::notifications";
    private static final String TRACK = "sellingpartnerapi::shipments:track";
    private static final List<String> ALLOWED = List.of(NOTIFICATIONS, TRACK);

    private static TokenRequest read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static TokenRequest read(byte[] bytes) throws IOException {
        return TokenRequest.read(new ByteArrayInputStream(bytes), ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " \r\n{\t} \n", "{\"forceRefresh\":false}"})
    void isForTheDefaultSellerWhenNobodyIsNamed(String text) throws IOException {
        assertThat(read(text)).isEqualTo(new TokenRequest(Seller.DEFAULT, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'seller':'A2EXAMPLE'}                       | A2EXAMPLE | false",
                "{'seller':'A2EXAMPLE','forceRefresh':true}   | A2EXAMPLE | true",
                "{'forceRefresh':true,'seller':'a.b_c-9'}     | a.b_c-9   | true",
                "{'seller':'\\u0041'}                         | A         | false"
            },
            quoteCharacter = '`')
    void isForASeller(String text, String seller, boolean force) throws IOException {
        assertThat(read(text.replace('\'', '"'))).isEqualTo(new TokenRequest(Seller.named(seller), force));
    }

    @Test
    void isForScopes() throws IOException {
        Grantee both = new Scopes(ALLOWED);

        assertThat(read("{\"scope\":\"" + NOTIFICATIONS + "\"}"))
                .isEqualTo(new TokenRequest(Scopes.parse(NOTIFICATIONS), false));
        assertThat(read("{\"scope\":\"" + TRACK + " " + NOTIFICATIONS + "\",\"forceRefresh\":true}"))
                .isEqualTo(new TokenRequest(both, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                            | The request is empty.",
                "` `                                           | not a JSON object",
                "evil                                          | not one JSON text",
                "{'seller':'evil'                              | not one JSON text",
                "{'seller':'evil',}                            | not one JSON text",
                "{seller:'evil'}                               | not one JSON text",
                "{} evil                                       | not one JSON text",
                "{}{}                                          | not one JSON text",
                "{'seller':'evil','seller':'evil'}             | not one JSON text",
                "{'evil':NaN}                                  | not one JSON text",
                "[]                                            | not a JSON object",
                "['evil']                                      | not a JSON object",
                "null                                          | not a JSON object",
                "true                                          | not a JSON object",
                "12345                                         | not a JSON object",
                "'evil'                                        | not a JSON object",
                "{'seller':'A','scope':'evil'}                 | not for both",
                "{'seller':null,'scope':null}                  | not for both",
                "{'Seller':'evil'}                             | unknown fields: Seller.",
                "{'b':'evil','a':1,'seller':'A'}               | unknown fields: a, b.",
                "{'Atzr-evil':1}                               | unknown fields: (a name of another form).",
                "{'evil evil':1,'':2}                          | unknown fields: (a name of another form).",
                "{'seller':1}                                  | \"seller\" is a JSON string.",
                "{'seller':null}                               | \"seller\" is a JSON string.",
                "{'seller':true}                               | \"seller\" is a JSON string.",
                "{'seller':['evil']}                           | \"seller\" is a JSON string.",
                "{'seller':{'evil':'evil'}}                    | \"seller\" is a JSON string.",
                "{'scope':1}                                   | \"scope\" is a JSON string.",
                "{'scope':['sellingpartnerapi::notifications']}| \"scope\" is a JSON string.",
                "{'seller':''}                                 | leave it out for the default seller",
                "{'seller':' '}                                | \"seller\" breaks a rule: A seller's id is 1 to 64",
                "{'seller':'evil/evil'}                        | \"seller\" breaks a rule: A seller's id is 1 to 64",
                "{'seller':'../evil'}                          | \"seller\" breaks a rule: A seller's id is 1 to 64",
                "{'seller':'evil\\u0000'}                      | \"seller\" breaks a rule: A seller's id is 1 to 64",
                "{'scope':''}                                  | \"scope\" breaks a rule: A scope looks like",
                "{'scope':'evil'}                              | \"scope\" breaks a rule: A scope looks like",
                "{'scope':'sellingpartnerapi::evil'}           | This scope is not given to callers.",
                "{'scope':'sellingpartnerapi::notifications sellingpartnerapi::evil'} | This scope is not given",
                "{'scope':'sellingpartnerapi::client_credential:rotation'} | This scope is not given to callers.",
                "{'forceRefresh':'evil'}                       | \"forceRefresh\" is true or false.",
                "{'forceRefresh':'true'}                       | \"forceRefresh\" is true or false.",
                "{'forceRefresh':1}                            | \"forceRefresh\" is true or false.",
                "{'forceRefresh':null}                         | \"forceRefresh\" is true or false."
            })
    void tellsTheRuleThatIsBrokenAndRepeatsNoValue(String text, String rule) {
        assertThatThrownBy(() -> read(text.replace('\'', '"')))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(rule)
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    @Test
    void takesASellerOf64CharactersAndNoLongerOne() throws IOException {
        assertThat(read("{\"seller\":\"" + "S".repeat(64) + "\"}").grantee()).isEqualTo(Seller.named("S".repeat(64)));
        assertThatThrownBy(() -> read("{\"seller\":\"" + "S".repeat(65) + "\"}"))
                .isInstanceOf(BadRequest.class)
                .hasMessageNotContaining("SSS");
    }

    @Test
    void takes4KibibytesAndNotOneMore() throws IOException {
        String padded = "{}" + " ".repeat(4 * 1024 - 2);

        assertThat(read(padded).grantee()).isEqualTo(Seller.DEFAULT);
        assertThatThrownBy(() -> read(padded + " "))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("The request is larger than");
    }

    @Test
    void neverGivesTheRotationScopeUnlessTheListHasIt() {
        byte[] bytes = ("{\"scope\":\"" + Scopes.ROTATION + "\"}").getBytes(UTF_8);

        assertThatThrownBy(() -> TokenRequest.read(new ByteArrayInputStream(bytes), List.of()))
                .isInstanceOf(BadRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000007b7fffffff", "00007b0000000000", "0000feff00110000", "feff", "ff", "7b22ff223a317d"})
    void takesBytesThatAreNoTextForNoJson(String hex) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(BadRequest.class)
                .hasNoCause();
    }
}
