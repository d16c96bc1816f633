package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What three minutes say of an alarm: X breaches, 0 does not, and of - there is no data. */
class VerdictTest {
    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    /** Lines of AWS's tables for three of three and two of three, as far as they look back no further. */
    @ParameterizedTest
    @CsvSource({
        "3, 0-X, OK,                OK,                OK,    OK",
        "3, XXX, ALARM,             ALARM,             ALARM, ALARM",
        "3, --0, OK,                OK,                OK,    OK",
        "3, ---, INSUFFICIENT_DATA, INSUFFICIENT_DATA, ALARM, OK",
        "3, X--, ALARM,             INSUFFICIENT_DATA, ALARM, OK",
        "2, 0X-, OK,                OK,                ALARM, OK",
        "2, X0X, ALARM,             ALARM,             ALARM, ALARM",
        "2, -X-, ALARM,             INSUFFICIENT_DATA, ALARM, OK"
    })
    void treatsMissingDataAsTold(
            int toAlarm,
            String minutes,
            AlarmState missing,
            AlarmState ignore,
            AlarmState breaching,
            AlarmState notBreaching) {
        live(minutes);

        assertThat(verdict(toAlarm, "missing").state()).isEqualTo(missing);
        assertThat(verdict(toAlarm, "ignore").state()).isEqualTo(ignore);
        assertThat(verdict(toAlarm, "breaching").state()).isEqualTo(breaching);
        assertThat(verdict(toAlarm, "notBreaching").state()).isEqualTo(notBreaching);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|XXX|missing|Threshold Crossed: 3 out of the last 3 datapoints [5.0 (25/11/26 10:02:00), 5.0"
                        + " (25/11/26 10:01:00), 5.0 (25/11/26 10:00:00)] were greater than the threshold (1.0)"
                        + " (minimum 3 datapoints for OK -> ALARM transition).",
                "3|0-X|missing|Threshold Crossed: 1 out of the last 3 datapoints [0.0 (25/11/26 10:00:00)] was not"
                        + " greater than the threshold (1.0) (minimum 1 datapoint for ALARM -> OK transition).",
                "3|---|missing|Insufficient Data: 3 datapoints were unknown.",
                "3|---|notBreaching|Threshold Crossed: no datapoints were received for 3 periods and 3 missing"
                        + " datapoints were treated as [NonBreaching].",
                "2|---|breaching|Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints"
                        + " were treated as [Breaching]."
            })
    void saysWhyAsCloudWatchDoes(int toAlarm, String minutes, String missingData, String reason) {
        live(minutes);

        assertThat(verdict(toAlarm, missingData).reason()).isEqualTo(reason);
    }

    private void live(String minutes) {
        minutes.chars().forEach(minute -> {
            if (minute != '-') {
                aws.metrics.add("N", "m", Map.of(), minute == 'X' ? 5 : 0);
            }
            aws.minutes(1);
        });
    }

    private Verdict verdict(int toAlarm, String missingData) {
        ObjectNode alarm =
                (ObjectNode) CloudWatch.json("{'Namespace':'N','MetricName':'m','Statistic':'Sum','Period':60,"
                        + "'ComparisonOperator':'GreaterThanThreshold','Threshold':1,'EvaluationPeriods':3}");
        alarm.put("DatapointsToAlarm", toAlarm).put("TreatMissingData", missingData);
        return Verdict.of(
                AlarmDefinition.of("A", alarm),
                aws.metrics,
                aws.clock.instant().truncatedTo(ChronoUnit.MINUTES),
                AlarmState.INSUFFICIENT_DATA);
    }
}
