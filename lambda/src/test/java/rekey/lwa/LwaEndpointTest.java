package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LwaEndpointTest {

    @Test
    void isAmazonsByDefault() {
        assertThat(LwaEndpoint.parse(LwaEndpoint.DEFAULT).uri())
                .isEqualTo(URI.create("https://api.amazon.com/auth/o2/token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.amazon.com/auth/o2/token",
                "https://api.amazon.com:443/auth/o2/token",
                "https://api.amazon.co.uk/auth/o2/token",
                "https://api.amazon.co.jp/auth/o2/token",
                "http://127.0.0.1:8080/auth/o2/token",
                "http://127.8.9.10:8080/auth/o2/token",
                "http://localhost:8080/auth/o2/token",
                "http://[::1]:8080/auth/o2/token",
                "https://127.0.0.1/auth/o2/token",
                "https://localhost:8080/auth/o2/token",
                "https://[::1]:8443/auth/o2/token"
            })
    void takesAmazonOverHttpsAndLoopback(String text) {
        assertThat(LwaEndpoint.parse(text).uri()).isEqualTo(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.amazon.com/auth/o2/token",
                "http://api.amazon.com:443/auth/o2/token",
                "https://evil.example/auth/o2/token",
                "https://api.amazon.com.evil.example/auth/o2/token",
                "https://evil-api.amazon.com/auth/o2/token",
                "https://api.amazon.com./auth/o2/token",
                "https://api.amazon.de/auth/o2/token",
                "https://api.integ.amazon.com/auth/o2/token",
                "https://amazon.com/auth/o2/token",
                "https://api.amazon.com@evil.example/",
                "https://evil@api.amazon.com/",
                "https://evil:evil@api.amazon.com/auth/o2/token",
                "https://127.0.0.1.evil.example/auth/o2/token",
                "https://localhost.evil.example:8080/auth/o2/token",
                "https://evil@127.0.0.1:8080/",
                "http://127.0.0.1.evil.example/auth/o2/token",
                "http://localhost.evil.example/",
                "http://evil@127.0.0.1:8080/",
                "https://api.amazon.com:8443/auth/o2/token",
                "https://api.amazon.com:80/auth/o2/token",
                "https://api.amazon.com:0/auth/o2/token",
                "https://api.amazon.com/auth/o2/token?evil",
                "https://api.amazon.com/auth/o2/token#evil",
                "https://api.amazon.com\\@evil.example/",
                "ftp://api.amazon.com/auth/o2/token",
                "ftp://127.0.0.1/auth/o2/token",
                "HTTPS://api.amazon.com/auth/o2/token",
                "//api.amazon.com/auth/o2/token",
                "/auth/o2/token",
                "api.amazon.com",
                "evil",
                "https:evil",
                "",
                " ",
                "https://evil evil/",
                "%evil%"
            })
    void refusesEveryOtherAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> LwaEndpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("evil")
                .hasMessageMatching("LWA's endpoint is https on .*|An endpoint is an address such as .*")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:opaque", "http:opaque", "https://api_amazon.com/", "relative", "http:///path"})
    void refusesAnAddressWithoutAHostHoweverItIsMade(String text) {
        assertThatThrownBy(() -> new LwaEndpoint(URI.create(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@api.amazon.com/",
                "https://api.amazon.com/?query",
                "https://api.amazon.com/#fragment",
                "http://user@127.0.0.1:8080/"
            })
    void refusesAUserAQueryAndAFragmentHoweverItIsMade(String text) {
        assertThatThrownBy(() -> new LwaEndpoint(URI.create(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
