package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.credential.Secret;

class JournalTest {
    private final FakeContext context = new FakeContext(1_000);
    private final Journal journal = new Journal(context.getLogger());

    @Test
    void writesOneJsonObjectALine() {
        journal.info("token.exchanged", "for", "seller A2EXAMPLE", "millis", 12L, "attempts", 3);
        journal.warn("token.failed");

        assertThat(context.log())
                .containsExactly(
                        "{\"level\":\"INFO\",\"event\":\"token.exchanged\",\"for\":\"seller A2EXAMPLE\","
                                + "\"millis\":12,\"attempts\":3}\n",
                        "{\"level\":\"WARN\",\"event\":\"token.failed\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\",\"level\":\"FATAL",
                "\n{\"level\":\"FATAL\"}",
                "\r\n",
                "\\",
                "\\\"}",
                "\u0000\u0007\u001b[31m",
                "\u2028",
                "é中\uD83D\uDE00",
                ""
            })
    void letsNoValueBreakOutOfItsField(String value) throws JsonProcessingException {
        journal.info("token.exchanged", "for", value);

        String line = context.log().get(0);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line.strip().chars()).allMatch(character -> character >= ' ');
        var read = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(line);
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.path("level").textValue()).isEqualTo("INFO");
        assertThat(read.path("for").textValue()).isEqualTo(value);
    }

    @Test
    void writesASecretAsItPrints() {
        journal.info("token.exchanged", "token", Secret.of(SampleCredentials.ACCESS_TOKEN), "all", List.of());

        assertThat(context.log().get(0)).contains("\"token\":\"****%7Cj\"");
        SampleCredentials.assertHoldsNoSecret(context.log().get(0));
    }
}
