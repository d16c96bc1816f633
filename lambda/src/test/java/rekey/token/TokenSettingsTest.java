package rekey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationName;
import rekey.credential.Sellers;
import rekey.failure.Misconfigured;

class TokenSettingsTest {

    @Test
    void needOnlyTheApplicationAndHaveTheseDefaults() {
        TokenSettings settings = TokenSettings.from(Map.of("REKEY_APP", "my-erp"));

        assertThat(settings.application()).isEqualTo(new ApplicationName("my-erp"));
        assertThat(settings.lwaEndpoint().uri()).isEqualTo(URI.create("https://api.amazon.com/auth/o2/token"));
        assertThat(settings.scopes())
                .containsExactly("sellingpartnerapi::notifications", "sellingpartnerapi::shipments:track");
        assertThat(settings.sellers()).isEqualTo(Sellers.ANY);
    }

    @Test
    void takeWhatIsSet() {
        TokenSettings settings = TokenSettings.from(Map.of(
                "REKEY_APP", "other.app",
                "REKEY_LWA_ENDPOINT", "http://127.0.0.1:8080/auth/o2/token",
                "REKEY_SCOPES", "sellingpartnerapi::migration",
                "REKEY_SELLERS", "A2EXAMPLE"));

        assertThat(settings.application()).hasToString("other.app");
        assertThat(settings.lwaEndpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:8080/auth/o2/token"));
        assertThat(settings.scopes()).containsExactly("sellingpartnerapi::migration");
        assertThat(settings.sellers()).hasToString("A2EXAMPLE");
    }

    @Test
    void tellEveryProblemAtOnceAndRepeatNoValue() {
        assertThatThrownBy(() -> TokenSettings.from(Map.of(
                        "REKEY_LWA_ENDPOINT", "https://evil.example/",
                        "REKEY_SCOPES", "evil",
                        "REKEY_SELLERS", "evil evil/evil")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("REKEY_APP is not set.")
                .hasMessageContaining("REKEY_LWA_ENDPOINT: LWA's endpoint is https on api.amazon.com")
                .hasMessageContaining("REKEY_SCOPES: A scope looks like sellingpartnerapi::notifications")
                .hasMessageContaining("REKEY_SELLERS: A seller's id is 1 to 64")
                .hasMessageNotContaining("evil");
        assertThatThrownBy(() -> TokenSettings.from(Map.of("REKEY_APP", "/evil/")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("REKEY_APP: An application's name is")
                .hasMessageNotContaining("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sellingpartnerapi::client_credential:rotation",
                "sellingpartnerapi::notifications sellingpartnerapi::client_credential:rotation"
            })
    void neverGiveTheRotationScopeToCallers(String scopes) {
        assertThatThrownBy(() -> TokenSettings.from(Map.of("REKEY_APP", "my-erp", "REKEY_SCOPES", scopes)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("REKEY_SCOPES: The rotation scope is never given to callers.");
    }
}
