package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of Java's properties the variables of a proxy become. */
class ProxyVariablesTest {
    private final Properties properties = new Properties();

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, proxy.example, 3128",
        "' HTTP://proxy.example:3128/ ', proxy.example, 3128",
        "proxy.example:3128, proxy.example, 3128",
        "http://proxy.example, proxy.example, 80",
        "http://192.0.2.7:8080, 192.0.2.7, 8080"
    })
    void becomeJavasProperties(String text, String host, String port) {
        apply(Map.of("HTTPS_PROXY", text));

        assertThat(properties).isEqualTo(Map.of("https.proxyHost", host, "https.proxyPort", port));
    }

    @Test
    void countFirstInSmallLetters() {
        apply(Map.of("HTTPS_PROXY", "http://large:1", "https_proxy", "http://small:2"));

        assertThat(properties).containsEntry("https.proxyHost", "small").containsEntry("https.proxyPort", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "internal.example, internal.example|*.internal.example",
        "'.internal.example, *.other.example:443', internal.example|*.internal.example|other.example|*.other.example",
        "'10.0.0.0/8 [::1]:80', [::1]",
        "*, *"
    })
    void leaveOutWhatIsCalledDirectly(String text, String hosts) {
        apply(Map.of("HTTPS_PROXY", "http://proxy:1", "no_proxy", text));

        assertThat(properties).containsEntry("http.nonProxyHosts", hosts);
    }

    @Test
    void changeNothingThatIsSetAlready() {
        properties.setProperty("http.nonProxyHosts", "mine");
        apply(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", "theirs"));
        assertThat(properties).containsEntry("http.nonProxyHosts", "mine").containsEntry("https.proxyHost", "proxy");

        apply(Map.of("HTTPS_PROXY", "http://another:1"));
        assertThat(properties).containsEntry("https.proxyHost", "proxy");
    }

    @Test
    void setNothingWhereNoProxyForHttpsIsNamed() {
        apply(Map.of("HTTPS_PROXY", " ", "HTTP_PROXY", "http://proxy:1", "NO_PROXY", "internal.example"));

        assertThat(properties).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy:443",
                "socks5://proxy:1080",
                "http://",
                "http://proxy:3128/path",
                "http://proxy:3128?a",
                "http://under_score:3128",
                "http://pro xy:3128",
                "http://ops:sesame@proxy:3128",
                "ops:sesame@proxy:3128",
                "http://ops@proxy",
                "http://ops:ses%ame@proxy:3128"
            })
    void areRefusedAndNotRepeatedWhenJavaCannotUseThem(String text) {
        assertThatThrownBy(() -> apply(Map.of("HTTPS_PROXY", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not supported")
                .hasMessageNotContainingAny("sesame", "ops", "ses%ame")
                .hasNoCause();
        assertThat(properties).isEmpty();
    }

    private void apply(Map<String, String> environment) {
        new ProxyVariables(environment).applyTo(properties);
    }
}
