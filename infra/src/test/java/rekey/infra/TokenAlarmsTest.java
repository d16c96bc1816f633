package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What rings, judged by what the token function really logs. */
class TokenAlarmsTest {
    @AutoClose
    private final AwsOnLoopback aws;

    TokenAlarmsTest() throws Exception {
        aws = new AwsOnLoopback();
    }

    /** The filter's pattern is looked for in the line itself: what it compares are two fields with texts. */
    @Test
    void theFilterFindsTheLineOfAnOperatorsFailureAndOfNoCallersMistake() throws Exception {
        String pattern = Synthesis.of(Synthesis.USUAL)
                .properties("AWS::Logs::MetricFilter", "TokenAlarms")
                .get("FilterPattern")
                .asText();
        JsonNode function = Synthesis.of(Synthesis.USUAL).resources("AWS::Lambda::Function").entrySet().stream()
                .filter(one -> one.getKey().startsWith("TokenJava"))
                .findFirst()
                .orElseThrow()
                .getValue();
        aws.placeholders();
        String notSet = aws.logOfFailing(function, Map.of(), "{}");
        String mistake = aws.logOfFailing(function, Map.of(), "[]");

        assertThat(failureIn(notSet)).isEqualTo("NotSetYet");
        assertThat(failureIn(mistake)).isEqualTo("BadRequest");
        assertThat(pattern)
                .startsWith("{ ($.event = \"token.failed\") && (")
                .contains("($.failure = \"NotSetYet\")")
                .doesNotContain("BadRequest")
                .hasSizeLessThanOrEqualTo(1_024);
    }

    private static String failureIn(String line) throws Exception {
        JsonNode logged = Synthesis.JSON.readTree(line);
        assertThat(logged.get("event").asText()).isEqualTo("token.failed");
        return logged.get("failure").asText();
    }
}
