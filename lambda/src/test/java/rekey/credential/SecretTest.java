package rekey.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.SampleCredentials.CLIENT_SECRET;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;

class SecretTest {

    @ParameterizedTest
    @CsvSource({
        "a, ****",
        "wxyz, ****",
        "123456789012345, ****",
        "1234567890123456, ****3456",
        "12345678901234567, ****4567",
        "amzn1.oa2-cs.v1.0123456789abcdef, ****cdef"
    })
    void printsItsLastFourCharactersAloneAndOnlyFromSixteen(String value, String printed) {
        assertThat(Secret.of(value)).hasToString(printed);
    }

    @Test
    void isNotPrintedByConcatenationNorByAnyFormatOfText() {
        Secret secret = Secret.of(CLIENT_SECRET);

        assertThat("" + secret).isEqualTo("****&%41");
        assertThat("%s %S %20s".formatted(secret, secret, secret)).doesNotContainIgnoringCase("c5e0d1f2a3b4c6d7");
        assertThat(String.valueOf(Map.of("key", secret))).isEqualTo("{key=****&%41}");
    }

    @Test
    void revealsWhatItWasMadeOf() {
        assertThat(Secret.of(" " + CLIENT_SECRET + "\n").reveal()).isEqualTo(" " + CLIENT_SECRET + "\n");
    }

    @Test
    @SuppressWarnings("TruthSelfEquals")
    void equalsASecretOfTheSameTextAndNothingElse() {
        Secret secret = Secret.of(CLIENT_SECRET);

        assertThat(secret).isEqualTo(secret).isEqualTo(Secret.of(CLIENT_SECRET)).hasSameHashCodeAs(Secret.of("other"));
        assertThat(secret)
                .isNotEqualTo(Secret.of(CLIENT_SECRET + "x"))
                .isNotEqualTo(Secret.of(CLIENT_SECRET.substring(1)))
                .isNotEqualTo(CLIENT_SECRET)
                .isNotEqualTo(null);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003"})
    void refusesABlankTextWithoutRepeatingIt(String blank) {
        assertThatThrownBy(() -> Secret.of(blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A secret is never blank.")
                .hasNoCause();
    }

    @Test
    void cannotBeSerialized() {
        assertThat(Secret.of(CLIENT_SECRET)).isNotInstanceOf(Serializable.class);
        assertThatThrownBy(
                        () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(Secret.of(CLIENT_SECRET)))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void hasNoPropertyThatJacksonFinds() throws JsonProcessingException {
        ObjectMapper lenient = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

        assertThat(lenient.writeValueAsString(Secret.of(CLIENT_SECRET))).isEqualTo("{}");
        assertThat(lenient.writeValueAsString(SampleCredentials.stored()))
                .contains("\"clientSecret\":{}")
                .doesNotContain("c5e0d1f2a3b4c6d7");
        assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(SampleCredentials.stored()))
                .isInstanceOf(JsonProcessingException.class)
                .satisfies(SampleCredentials::assertHoldsNoSecret);
    }
}
