package rekey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.SampleCredentials.assertHoldsNoSecret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The net that the other tests hang on has no hole. */
class SampleCredentialsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                SampleCredentials.CLIENT_IDENTIFIER,
                SampleCredentials.CLIENT_SECRET,
                SampleCredentials.REFRESH_TOKEN,
                SampleCredentials.ACCESS_TOKEN
            })
    void findsASecretInEveryDisguise(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> assertHoldsNoSecret("x" + secret)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertHoldsNoSecret("x" + encoded)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertHoldsNoSecret("x" + hex)).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsASecretInTheCauseOfACauseAndInWhatWasSuppressed() {
        Exception leak = new Exception(SampleCredentials.CLIENT_SECRET);
        Exception caused = new Exception("outer", new Exception("middle", leak));
        Exception suppressing = new Exception("outer");
        suppressing.addSuppressed(leak);

        assertThatThrownBy(() -> assertHoldsNoSecret(caused)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertHoldsNoSecret(suppressing)).isInstanceOf(AssertionError.class);
    }
}
