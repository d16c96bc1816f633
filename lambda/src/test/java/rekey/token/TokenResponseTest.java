package rekey.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.credential.Secret;
import rekey.lwa.AccessToken;

class TokenResponseTest {
    private static final Instant END = Instant.parse("2026-11-23T15:04:05.678Z");

    @Test
    void isLwasFieldsAndTheMomentOfExpiry() throws IOException {
        assertThat(written("Atza|x+y/z=", END.minusSeconds(3512)))
                .isEqualTo("{\"access_token\":\"Atza|x+y/z=\",\"token_type\":\"bearer\",\"expires_in\":3512,"
                        + "\"expires_at\":\"2026-11-23T15:04:05Z\"}");
    }

    @ParameterizedTest
    @CsvSource({"3600000, 3600", "3599999, 3599", "1000, 1", "999, 0", "1, 0", "0, 0", "-1, 0", "-3600000, 0"})
    void roundsWhatIsLeftDownAndNeverBelowZero(long millisLeft, long expiresIn) throws IOException {
        String json = written("Atza|x", END.minus(Duration.ofMillis(millisLeft)));

        assertThat(new ObjectMapper().readTree(json).path("expires_in").longValue())
                .isEqualTo(expiresIn);
    }

    @Test
    void letsNoTokenBreakOutOfItsField() throws IOException {
        String token = "Atza|\",\"expires_in\":9,\"\\x";

        assertThat(new ObjectMapper()
                        .readTree(written(token, END))
                        .path("access_token")
                        .textValue())
                .isEqualTo(token);
    }

    private static String written(String token, Instant now) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new TokenResponse(new AccessToken(Secret.of(token), END.minusSeconds(3600), END)).write(output, now);
        return output.toString(UTF_8);
    }
}
