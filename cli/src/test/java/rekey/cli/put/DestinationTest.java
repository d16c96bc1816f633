package rekey.cli.put;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;

class DestinationTest {

    @Test
    void isAKindAlone() {
        assertThat(Destination.parse("CLIENTSECRET"))
                .isEqualTo(new Destination(Kind.CLIENT_SECRET, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "/my-erp/lwa/clientidentifier, CLIENT_IDENTIFIER, ''",
        "/my-erp/lwa/clientsecret, CLIENT_SECRET, ''",
        "/my-erp/refreshToken, REFRESH_TOKEN, ''",
        "/my-erp/refreshToken/A2EXAMPLE, REFRESH_TOKEN, A2EXAMPLE"
    })
    void isAFullName(String name, Kind kind, String seller) {
        assertThat(Destination.parse(name))
                .isEqualTo(new Destination(
                        kind, Optional.of(new ApplicationName("my-erp")), Optional.of(new Seller(seller))));
    }

    /** A secret that is typed where a name belongs is not repeated. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "amzn1.oa2-cs.v1.abcdef",
                "/amzn1:oa2-cs/abcdef",
                "/my-erp/lwa/clientsecret-pending",
                "/my-erp/lwa/clientsecret/abcdef",
                "/my-erp/refreshToken/",
                "/my-erp/refreshToken/A/abcdef",
                "//lwa/clientsecret",
                "/",
                ""
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Destination.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("abcdef");
    }
}
