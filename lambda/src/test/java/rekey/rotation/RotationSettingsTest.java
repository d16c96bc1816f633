package rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationName;
import rekey.credential.Sellers;
import rekey.failure.Misconfigured;

class RotationSettingsTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "REKEY_APP", "my-erp",
            "REKEY_KEY_ARN", "arn:aws:kms:eu-west-1:123456789012:key/1",
            "REKEY_TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:my-erp-notices");

    @Test
    void needThreeAndHaveTheseDefaults() {
        RotationSettings settings = RotationSettings.from(REQUIRED);

        assertThat(settings.application()).isEqualTo(new ApplicationName("my-erp"));
        assertThat(settings.lwaEndpoint().uri()).isEqualTo(URI.create("https://api.amazon.com/auth/o2/token"));
        assertThat(settings.spApi().uri()).isEqualTo(URI.create("https://sellingpartnerapi-na.amazon.com"));
        assertThat(settings.keyArn()).isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/1");
        assertThat(settings.topicArn()).isEqualTo("arn:aws:sns:eu-west-1:123456789012:my-erp-notices");
        assertThat(settings.automatic()).isTrue();
        assertThat(settings.before()).isEqualTo(Duration.ofDays(40));
        assertThat(settings.sellers()).isEqualTo(Sellers.NONE);
    }

    @Test
    void takeWhatIsSet() {
        RotationSettings settings = RotationSettings.from(with(Map.of(
                "REKEY_LWA_ENDPOINT", "http://127.0.0.1:8080/auth/o2/token",
                "REKEY_SPAPI_ENDPOINT", "eu",
                "REKEY_ROTATION", "manual",
                "REKEY_ROTATE_DAYS_BEFORE", "8",
                "REKEY_SELLERS", "A2EXAMPLE")));

        assertThat(settings.lwaEndpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:8080/auth/o2/token"));
        assertThat(settings.spApi().uri()).isEqualTo(URI.create("https://sellingpartnerapi-eu.amazon.com"));
        assertThat(settings.automatic()).isFalse();
        assertThat(settings.before()).isEqualTo(Duration.ofDays(8));
        assertThat(settings.sellers()).hasToString("A2EXAMPLE");
    }

    @Test
    void tellEveryProblemAtOnceAndRepeatNoValue() {
        assertThatThrownBy(() -> RotationSettings.from(Map.of(
                        "REKEY_LWA_ENDPOINT", "https://evil.example/",
                        "REKEY_SPAPI_ENDPOINT", "https://evil.example",
                        "REKEY_ROTATION", "evil",
                        "REKEY_ROTATE_DAYS_BEFORE", "evil",
                        "REKEY_SELLERS", "evil evil/evil")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("REKEY_APP is not set.")
                .hasMessageContaining("REKEY_KEY_ARN is not set.")
                .hasMessageContaining("REKEY_TOPIC_ARN is not set.")
                .hasMessageContaining("REKEY_LWA_ENDPOINT: LWA's endpoint is https on api.amazon.com")
                .hasMessageContaining("REKEY_SPAPI_ENDPOINT: SP-API's endpoint is na, eu or fe")
                .hasMessageContaining("REKEY_ROTATION: It is auto or manual.")
                .hasMessageContaining("REKEY_ROTATE_DAYS_BEFORE: It is a whole number of days.")
                .hasMessageContaining("REKEY_SELLERS: A seller's id is 1 to 64")
                .hasMessageNotContaining("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "171", "-40"})
    void leaveTimeForTheOverlapAndForTheSecretsLife(String days) {
        assertThatThrownBy(() -> RotationSettings.from(with(Map.of("REKEY_ROTATE_DAYS_BEFORE", days))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("A secret is rotated 8 to 170 days before its end.");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(more);
        return all;
    }
}
