package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;

class PlainWordsTest {

    @Test
    void leavesOurWordsAsTheyAre() {
        String ours = "HTTP 403, the LWA secret has expired (3fa9c2d4e5f6, 00000000-0000-0000-0000-000000000005)";

        assertThat(PlainWords.of(ours, 100)).isEqualTo(ours);
    }

    @Test
    void isOneLineOfPrintableAscii() {
        assertThat(PlainWords.of(" a\r\n\tb\u0000c \u00e9\u2028d ", 100)).isEqualTo("a b c ??d");
        assertThat(PlainWords.of(null, 100)).isEmpty();
    }

    @Test
    void isCutWhereItIsTooLong() {
        assertThat(PlainWords.of("x".repeat(10), 10)).isEqualTo("x".repeat(10));
        assertThat(PlainWords.of("x".repeat(11), 10)).isEqualTo("x".repeat(7) + "...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SampleCredentials.CLIENT_SECRET,
                SampleCredentials.REFRESH_TOKEN,
                SampleCredentials.ACCESS_TOKEN,
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void leavesOutWhatHasTheFormOfACredential(String credential) {
        assertThat(PlainWords.of("it was " + credential + " then", 100)).isEqualTo("it was **** then");
    }

    @Test
    void aClauseHasNoFullStopAndIsNeverEmpty() {
        assertThat(PlainWords.clause("It is blank.", 100, "none")).isEqualTo("It is blank");
        assertThat(PlainWords.clause(" . ", 100, "none")).isEqualTo("none");
    }

    @Test
    void shortensANameInItsMiddle() {
        assertThat(PlainWords.shortened("A2EXAMPLE12345", 14)).isEqualTo("A2EXAMPLE12345");
        assertThat(PlainWords.shortened("A2EXAMPLE12345", 11)).isEqualTo("A2EXA..2345");
    }
}
