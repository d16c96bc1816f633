package rekey.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Grantee.Seller;

class ParameterNamesTest {
    private final ParameterNames names = new ParameterNames(new ApplicationName("my-erp"));

    @Test
    void areThoseOfTheParametersThatExistInAccounts() {
        assertThat(names.clientIdentifier()).isEqualTo("/my-erp/lwa/clientidentifier");
        assertThat(names.clientSecret()).isEqualTo("/my-erp/lwa/clientsecret");
        assertThat(names.refreshToken(Seller.DEFAULT)).isEqualTo("/my-erp/refreshToken");
        assertThat(names.refreshToken(Seller.named("A2EXAMPLE"))).isEqualTo("/my-erp/refreshToken/A2EXAMPLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rekey:not-set-yet", "rekey:not-set-yet\n", "  rekey:not-set-yet\r\n"})
    void takesThePlaceholderForNoValueWhateverSpaceIsAroundIt(String value) {
        assertThat(Placeholder.is(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rekey:not-set-yet.", "Rekey:not-set-yet", "not-set-yet", "rekey: not-set-yet"})
    void takesEverythingElseForAValue(String value) {
        assertThat(Placeholder.is(value)).isFalse();
    }
}
