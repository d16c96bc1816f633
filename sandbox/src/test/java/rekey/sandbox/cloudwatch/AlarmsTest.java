package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.Effort;
import rekey.sandbox.aws.AwsError;

class AlarmsTest {
    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    @ParameterizedTest
    @CsvSource({
        "Sum, 12, ALARM", "Sum, 13, OK",
        "Maximum, 7, ALARM", "Maximum, 8, OK",
        "Minimum, 2, ALARM", "Minimum, 3, OK",
        "Average, 4, ALARM", "Average, 5, OK",
        "SampleCount, 3, ALARM", "SampleCount, 4, OK"
    })
    void everyStatisticIsOverThePeriod(String statistic, int threshold, AlarmState state) {
        put(alarm().put("Statistic", statistic).put("Threshold", threshold));
        record(2);
        aws.minutes(1);
        record(7);
        record(3);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(state);
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThanOrEqualToThreshold, 5, ALARM",
        "GreaterThanOrEqualToThreshold, 4, OK",
        "GreaterThanThreshold, 6, ALARM",
        "GreaterThanThreshold, 5, OK",
        "LessThanOrEqualToThreshold, 5, ALARM",
        "LessThanOrEqualToThreshold, 6, OK",
        "LessThanThreshold, 4, ALARM",
        "LessThanThreshold, 5, OK"
    })
    void everyComparisonIsWithTheThreshold(String operator, int value, AlarmState state) {
        put(alarm().put("ComparisonOperator", operator).put("Threshold", 5));
        record(value);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(state);
    }

    @Test
    void thePeriodEndsInTheMinuteThatIsEvaluatedAndLeavesNothingOut() {
        put(alarm().put("Threshold", 2));
        record(1);
        aws.minutes(4);
        record(1);
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).as("both in five minutes").contains(AlarmState.ALARM);
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).as("six minutes after the first").contains(AlarmState.OK);
    }

    @Test
    void severalPeriodsMustBreachWhenItIsToldSo() {
        put(alarm().put("EvaluationPeriods", 3).put("DatapointsToAlarm", 2));
        record(1);
        aws.minutes(5);
        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
        aws.minutes(5);
        record(1);
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        aws.minutes(5);
        assertThat(aws.alarms.state("a")).as("the first is too long ago").contains(AlarmState.OK);
    }

    @Test
    void changesArePublishedWhereTheAlarmSaysSo() {
        put(alarm().put("TreatMissingData", "missing")
                .set("OKActions", CloudWatch.json("[\"" + CloudWatch.TOPIC + "\"]")));
        record(0);
        aws.minutes(1);
        record(1);
        aws.minutes(30);

        assertThat(aws.summaries()).containsExactly("a: INSUFFICIENT_DATA -> OK", "a: OK -> ALARM");
        assertThat(aws.published.get(0).subject()).contains("OK: \"a\" in US East (N. Virginia)");
        assertThat(aws.alarms.state("a")).contains(AlarmState.INSUFFICIENT_DATA);
    }

    @Test
    void anAlarmWhoseActionsAreOffSaysNothing() {
        put(alarm().put("ActionsEnabled", false));
        record(1);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        assertThat(aws.published).isEmpty();
    }

    @Test
    void whatAnAlarmMayNotDoIsKeptAndHurtsNobody() {
        ObjectNode both = alarm();
        both.putArray("AlarmActions").add(CloudWatch.CLOSED_TOPIC).add(CloudWatch.TOPIC);
        put(both);
        record(1);
        aws.minutes(1);

        assertThat(aws.alarms.refused())
                .containsExactly(new RefusedAction("a", CloudWatch.CLOSED_TOPIC, "AuthorizationError", "not you"));
        assertThat(aws.published).hasSize(1);
    }

    @Test
    void aDeletedAlarmIsSilent() {
        put(alarm());
        record(1);
        aws.alarms.delete("Logical");
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).isEmpty();
        assertThat(aws.published).isEmpty();
    }

    @Test
    void aChangedAlarmKeepsItsStateAndLooksAgain() {
        put(alarm());
        record(1);
        aws.minutes(1);
        assertThat(put(alarm().put("Threshold", 3))).isEqualTo("arn:aws:cloudwatch:us-east-1:123456789012:alarm:a");
        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
        assertThat(aws.published).hasSize(1);
    }

    @Test
    void aLongNameIsCutInTheSubjectOnly() {
        put(alarm().put("AlarmName", "n".repeat(200)));
        record(1);
        aws.minutes(1);

        assertThat(aws.published.get(0).subject().orElseThrow())
                .hasSize(99)
                .endsWith("nnn...\" in US East (N. Virginia)");
        assertThat(aws.published.get(0).message().path("AlarmName").asText()).hasSize(200);
    }

    @Test
    void anExpressionMayNameAnother() {
        aws.alarms.put(
                "Logical",
                CloudWatch.json("{'AlarmName':'a','ComparisonOperator':'GreaterThanThreshold','Threshold':10,"
                        + "'EvaluationPeriods':1,'Metrics':["
                        + "{'Id':'m','MetricStat':{'Metric':{'Namespace':'N','MetricName':'m'},'Period':60,"
                        + "'Stat':'Sum'},'ReturnData':false},"
                        + "{'Id':'doubled','Expression':'m * 2','ReturnData':false},"
                        + "{'Id':'all','Expression':'FILL(doubled, 0) + 1'}]}"));
        record(5);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        aws.minutes(2);
        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
    }

    @Test
    void tenAlarmsWithDataAtRestPassAHundredAndFiftyDaysInNoTime() {
        AtomicLong visible = new AtomicLong(1);
        aws.metrics.gauge("N", "gauge", Map.of(), visible::get);
        for (int i = 0; i < 10; i++) {
            aws.alarms.put(
                    "Alarm" + i, alarm().put("AlarmName", "alarm" + i).put("MetricName", i == 0 ? "gauge" : "m"));
        }
        record(1);

        assertThat(Effort.of(() -> aws.clock.advance(Duration.ofDays(150)))).isLessThan(Duration.ofSeconds(1));

        assertThat(aws.published).hasSize(10);
        assertThat(aws.alarms.state("alarm0")).contains(AlarmState.ALARM);
        assertThat(aws.alarms.state("alarm1")).contains(AlarmState.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExtendedStatistic | \"p99\" | has the property ExtendedStatistic",
                "Statistic | \"p99\" | The statistic \"p99\" is not one of Sum",
                "ComparisonOperator | \"GreaterThanUpperThreshold\" | GreaterThanUpperThreshold is not one of",
                "TreatMissingData | \"guess\" | not guess",
                "Period | 90 | multiple of 60",
                "Period | {\"Ref\":\"X\"} | nothing left to resolve",
                "EvaluationPeriods | 1000 | look back a day",
                "DatapointsToAlarm | 2 | EvaluationPeriods at most",
                "Threshold | \"many\" | must be a number",
                "AlarmActions | [\"arn:aws:lambda:us-east-1:123456789012:function:f\"] | can publish to topics",
                "Metrics | [] | either a MetricName or Metrics",
                "Dimensions | [{\"Name\":\"x\"}] | needs the property Value"
            })
    void whatIsNotKnownIsRefusedByName(String property, String value, String message) {
        assertThatThrownBy(() -> put(alarm().set(property, CloudWatch.json(value))))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Id':'e','Expression':'m + x'} | names x",
                "{'Id':'e','Expression':'e + m'} | names e",
                "{'Id':'e','Expression':'SEARCH(m, m)'} | SEARCH",
                "{'Id':'m','Expression':'1'} | two metrics with the Id m",
                "{'Id':'e','Expression':'m','ReturnData':false} | one that returns data, not 0",
                "{'Id':'e','Expression':'m','Period':60} | has the property Period",
                "{'Id':'e'} | either an Expression or a MetricStat"
            })
    void metricMathThatCannotBeWorkedOutIsRefused(String metric, String message) {
        ObjectNode alarm = alarm();
        alarm.remove("MetricName");
        alarm.putArray("Metrics")
                .add(CloudWatch.json("{'Id':'m','MetricStat':{'Metric':{'Namespace':'N','MetricName':'m'},"
                        + "'Period':60,'Stat':'Sum'},'ReturnData':false}"))
                .add(CloudWatch.json(metric));

        assertThatThrownBy(() -> put(alarm)).isInstanceOf(AwsError.class).hasMessageContaining(message);
    }

    private static ObjectNode alarm() {
        return (ObjectNode) CloudWatch.json("{'AlarmName':'a','Namespace':'N','MetricName':'m','Statistic':'Sum',"
                + "'Period':300,'EvaluationPeriods':1,'Threshold':1,'TreatMissingData':'notBreaching',"
                + "'ComparisonOperator':'GreaterThanOrEqualToThreshold','AlarmActions':['" + CloudWatch.TOPIC + "']}");
    }

    private String put(JsonNode alarm) {
        return aws.alarms.put("Logical", alarm);
    }

    private void record(double value) {
        aws.metrics.add("N", "m", Map.of(), value);
    }
}
