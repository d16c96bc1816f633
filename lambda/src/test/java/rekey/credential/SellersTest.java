package rekey.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Grantee.Seller;

class SellersTest {
    private static final Seller SOMEBODY = Seller.named("A2EXAMPLE");

    @Test
    void areAnyOrNoneOrThoseListed() {
        assertThat(Sellers.parse("any").allow(SOMEBODY)).isTrue();
        assertThat(Sellers.parse("none").allow(SOMEBODY)).isFalse();
        assertThat(Sellers.parse("A1 A2EXAMPLE").allow(SOMEBODY)).isTrue();
        assertThat(Sellers.parse("A1 A3").allow(SOMEBODY)).isFalse();
        assertThat(Sellers.parse("A1 A1").listed()).containsExactly(Seller.named("A1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "none", "A1", "A1 A2EXAMPLE"})
    void alwaysAllowTheDefaultSellerAndPrintAsTheyAreRead(String text) {
        assertThat(Sellers.parse(text).allow(Seller.DEFAULT)).isTrue();
        assertThat(Sellers.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A1  A2", "A1 any", "none A1", "A1/A2", "A1,A2"})
    void areNothingElse(String text) {
        assertThatThrownBy(() -> Sellers.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
