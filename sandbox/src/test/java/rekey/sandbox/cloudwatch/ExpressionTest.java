package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

class ExpressionTest {
    private static final Map<String, Double> VALUES =
            Map.of("one", 1.0, "two", 2.0, "zero", 0.0, "gone", Expression.MISSING);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2 * 3 ; 7",
                "(1 + 2) * 3 ; 9",
                "10 - 4 - 3 ; 3",
                "12 / 2 / 3 ; 2",
                "-two + 5 ; 3",
                "100 * one / two ; 50",
                "one / zero ; NaN",
                "one < two ; 1",
                "one >= two ; 0",
                "one + one == two ; 1",
                "one != 1 ; 0",
                "one > 0 && two > 2 ; 0",
                "one > 0 || two > 2 ; 1",
                "zero AND one OR one ; 1",
                "IF(one > 0, 100 * one / two, 0) ; 50",
                "IF(zero > 0, 100 * one / zero, 0) ; 0",
                "IF(zero, 1) ; NaN",
                "IF(gone > 0, 1, 0) ; NaN",
                "IF(one, 1, gone) ; 1",
                "gone + 1 ; NaN",
                "FILL(gone, 0) + 1 ; 1",
                "fill(two, 0) + 0.5 ; 2.5"
            })
    void isWorkedOutAsMetricMathIs(String expression, Double value) {
        assertThat(ExpressionReader.read(expression).value(VALUES)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUM(METRICS()) | METRICS with 0",
                "RATE(one) | RATE with 1",
                "FILL(one, REPEAT) | REPEAT",
                "one ^ 2 | from here on: ^ 2",
                "one + | more at the end",
                "(one | ) is missing",
                "one two | it should end before two",
                "IF(one) | IF with 1",
                "ANOMALY_DETECTION_BAND(one, 2) | ANOMALY_DETECTION_BAND"
            })
    void whatIsNotKnownIsRefusedByName(String expression, String message) {
        assertThatThrownBy(() -> ExpressionReader.read(expression))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }
}
