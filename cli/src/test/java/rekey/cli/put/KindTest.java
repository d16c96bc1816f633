package rekey.cli.put;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.cli.CommandFailure;
import rekey.credential.Secret;

/** What each credential looks like, and what is said when it looks like something else. */
class KindTest {
    private static final String HEX = "0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "clientidentifier, amzn1.application-oa2-client.%1$s%1$s",
        "clientsecret, amzn1.oa2-cs.v1.%1$s%1$s%1$s%1$s",
        "clientsecret, amzn1.oa2-cs.v1.%1$s",
        "clientsecret, %1$s%1$s%1$s%1$s",
        "CLIENTSECRET, %1$s%1$s%1$sABCDEF",
        "refreshToken, Atzr|IwEBIZu8Qxk7pLmV+/=_-",
        "refreshtoken, Atzr|%1$s"
    })
    void takesWhatAmazonIssues(String parameter, String form) {
        String value = form.formatted(HEX);

        assertThat(Kind.named(parameter).checked(" \t%s\r\n".formatted(value), false))
                .isEqualTo(Secret.of(value));
    }

    @ParameterizedTest
    @CsvSource({
        "clientsecret, amzn1.application-oa2-client.%1$s%1$s, This is a client identifier; not a client secret: rekey put clientidentifier",
        "refreshToken, amzn1.application-oa2-client.%1$s%1$s, This is a client identifier; not a refresh token",
        "clientidentifier, amzn1.oa2-cs.v1.%1$s%1$s, This is a client secret; not a client identifier: rekey put clientsecret",
        "clientidentifier, %1$s%1$s%1$s%1$s, This is a client secret; not a client identifier",
        "refreshToken, %1$s%1$s%1$s%1$s, This is a client secret; not a refresh token",
        "clientidentifier, Atzr|%1$s, This is a refresh token; not a client identifier: rekey put refreshToken",
        "clientsecret, Atzr|%1$s, This is a refresh token; not a client secret",
        "refreshToken, Atza|%1$s, This is an access token",
        "clientidentifier, amzn1.sp.solution.%1$s, This is the application's id",
        "clientsecret, amzn1.sp.solution.%1$s, This is the application's id",
        "refreshToken, amzn1.sp.solution.%1$s, This is the application's id",
        "clientidentifier, amzn1.application-oa2-client.%1$s, A client identifier is amzn1.application-oa2-client. and 32",
        "clientidentifier, amzn1.application-oa2-client.%1$s%1$s0, A client identifier is",
        "clientidentifier, amzn1.application-oa2-client.%1$sxxxxxxxxxxxxxxxx, A client identifier is",
        "clientsecret, amzn1.oa2-cs.v1.xyz%1$s, A client secret is amzn1.oa2-cs.v1.",
        "clientsecret, amzn1.oa2-cs.v1., A client secret is",
        "clientsecret, password%1$s, A client secret is",
        "refreshToken, refresh%1$s, A refresh token is Atzr|",
        "refreshToken, Atzr|, A refresh token is",
        "refreshToken, Atzr|Pässword%1$s, A refresh token is"
    })
    void saysWhatIsThereInsteadAndRepeatsNothingOfIt(String parameter, String form, String said) {
        String value = form.formatted(HEX);

        assertThatThrownBy(() -> Kind.named(parameter).checked(value, false))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(said.replace(';', ','))
                .hasMessageEndingWith("Nothing was stored.")
                .hasMessageNotContaining(HEX)
                .hasMessageNotContaining("ssword");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'  \n ', empty",
        "rekey:not-set-yet, placeholder",
        "' rekey:not-set-yet\n', placeholder",
        "Atzr|0123456789 0123456789, white space",
        "'Atzr|0123456789\n0123456789', white space",
        "Atzr|0123456789\u00a00123456789, white space",
        "Atzr|0123456789\u20280123456789, white space",
        "Atzr|0123456789\u00070123456789, control character",
        "\ufeffAtzr|01234567890123456789, control character",
        "Atzr|0123456789\u200b0123456789, control character"
    })
    void refusesWhatIsNoCredentialAtAll(String value, String said) {
        for (Kind kind : Kind.values()) {
            for (boolean anyForm : new boolean[] {false, true}) {
                assertThatThrownBy(() -> kind.checked(value, anyForm))
                        .isInstanceOf(CommandFailure.class)
                        .hasMessageContaining(said)
                        .hasMessageNotContaining("0123456789");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clientidentifier, amzn2.application.%1$s",
        "clientidentifier, amzn1.application-oa2-client.%1$s",
        "clientsecret, amzn1.oa2-cs.v2.xyz%1$s",
        "clientsecret, password%1$s",
        "refreshToken, refresh%1$s"
    })
    void takesAFormThatIsNotKnownWhereAnyMayBe(String parameter, String form) {
        String value = form.formatted(HEX);
        Kind kind = Kind.named(parameter);

        assertThat(kind.checked(" %s\n".formatted(value), true)).isEqualTo(Secret.of(value));
        assertThat(kind.hasKnownForm(value)).isFalse();
        assertThatThrownBy(() -> kind.checked(value, false)).hasMessageContaining("store it with --unverified");
    }

    @ParameterizedTest
    @CsvSource({
        "clientsecret, amzn1.application-oa2-client.%1$s, This is a client identifier",
        "refreshToken, %1$s%1$s%1$s, This is a client secret",
        "clientidentifier, amzn1.oa2-cs.v2.xyz, This is a client secret",
        "clientsecret, Atzr|%1$s, This is a refresh token",
        "refreshToken, Atza|%1$s, This is an access token",
        "clientsecret, amzn1.sp.solution.%1$s, This is the application's id"
    })
    void refusesWhatIsEvidentlyOfAnotherKindWhereAnyFormMayBe(String parameter, String form, String said) {
        assertThatThrownBy(() -> Kind.named(parameter).checked(form.formatted(HEX), true))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(HEX);
    }

    @Test
    void takesAsManyBytesAsAmazonsLongestTokenHas() {
        String longest = "Atzr|" + "x".repeat(2_048 - 5);

        assertThat(Kind.REFRESH_TOKEN.checked(longest, false)).isEqualTo(Secret.of(longest));
        assertThatThrownBy(() -> Kind.REFRESH_TOKEN.checked(longest + "x", true))
                .hasMessageContaining("longer than the 2,048 bytes that a refresh token can have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "client-secret", "clientsecret ", "lwa/clientsecret"})
    void isNamedAsItsParameterIs(String other) {
        assertThatThrownBy(() -> Kind.named(other)).isInstanceOf(IllegalArgumentException.class);
    }
}
