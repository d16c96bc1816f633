package rekey.spapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpApiEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "na, https://sellingpartnerapi-na.amazon.com",
        "eu, https://sellingpartnerapi-eu.amazon.com",
        "fe, https://sellingpartnerapi-fe.amazon.com",
        "NA, https://sellingpartnerapi-na.amazon.com",
        "' Eu ', https://sellingpartnerapi-eu.amazon.com"
    })
    void knowsTheRegionsByTheirNames(String name, URI uri) {
        assertThat(SpApiEndpoint.parse(name).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sellingpartnerapi-na.amazon.com",
                "https://sellingpartnerapi-eu.amazon.com/",
                "https://sellingpartnerapi-fe.amazon.com:443",
                "http://127.0.0.1:8080",
                "http://127.8.9.10:8080/",
                "http://localhost:8080",
                "http://[::1]:8080",
                "https://127.0.0.1:8443",
                "https://localhost:8080/"
            })
    void takesAmazonOverHttpsAndLoopback(String text) {
        assertThat(SpApiEndpoint.parse(text).uri()).isEqualTo(URI.create(text));
        assertThat(SpApiEndpoint.parse(text).at("/sellers/v1/x").toString())
                .isEqualTo(text.replaceFirst("/$", "") + "/sellers/v1/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sellingpartnerapi-na.amazon.com",
                "http://sellingpartnerapi-na.amazon.com:443",
                "https://evil.example",
                "https://sellingpartnerapi-na.amazon.com.evil.example",
                "https://evil-sellingpartnerapi-na.amazon.com",
                "https://sellingpartnerapi-na.amazon.com./",
                "https://sellingpartnerapi-us.amazon.com",
                "https://sandbox.sellingpartnerapi-na.amazon.com",
                "https://SELLINGPARTNERAPI-NA.amazon.com",
                "https://amazon.com",
                "https://api.amazon.com/auth/o2/token",
                "https://sellingpartnerapi-na.amazon.com@evil.example/",
                "https://evil:evil@sellingpartnerapi-na.amazon.com",
                "https://127.0.0.1.evil.example",
                "https://localhost.evil.example:8080",
                "https://evil@127.0.0.1:8080/",
                "https://127.0.0.1:8080/evil",
                "http://127.0.0.1.evil.example",
                "http://evil@127.0.0.1:8080/",
                "http://127.0.0.1:8080/evil",
                "https://sellingpartnerapi-na.amazon.com/evil",
                "https://sellingpartnerapi-na.amazon.com//evil",
                "https://sellingpartnerapi-na.amazon.com:8443",
                "https://sellingpartnerapi-na.amazon.com:0",
                "https://sellingpartnerapi-na.amazon.com?evil",
                "https://sellingpartnerapi-na.amazon.com#evil",
                "ftp://sellingpartnerapi-na.amazon.com",
                "HTTPS://sellingpartnerapi-na.amazon.com",
                "//sellingpartnerapi-na.amazon.com",
                "sellingpartnerapi-na.amazon.com",
                "evil",
                "us",
                "n a",
                "",
                " "
            })
    void refusesEveryOtherAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SpApiEndpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("evil")
                .hasMessageMatching("SP-API's endpoint is na, eu or fe, or https on .*|An endpoint is an address .*")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:opaque",
                "relative",
                "http:///path",
                "https://user@sellingpartnerapi-na.amazon.com",
                "https://sellingpartnerapi-na.amazon.com?query",
                "https://evil.example"
            })
    void refusesItHoweverItIsMade(String text) {
        assertThatThrownBy(() -> new SpApiEndpoint(URI.create(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
