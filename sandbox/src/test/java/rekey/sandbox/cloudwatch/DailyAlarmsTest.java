package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.Effort;

/** Alarms over two days on what a function says once a day, as of the watch: how many days are left. */
class DailyAlarmsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    private String group;

    @BeforeEach
    void createGroup() {
        group = aws.logs.create("g");
    }

    @Test
    void aHeartbeatThatHasNeverBeatenRingsAtOnce() {
        put(heartbeat());
        aws.minutes(1);

        assertThat(aws.summaries()).containsExactly("a: INSUFFICIENT_DATA -> ALARM");
    }

    @Test
    void aHeartbeatRestsWhileItBeatsAndRingsTwoDaysAfterTheLast() {
        says(200);
        put(heartbeat());
        for (int day = 1; day <= 150; day++) {
            aws.clock.advance(DAY.plusSeconds(day % 2 == 0 ? 45 : -45));
            says(200 - day);
        }
        aws.clock.advance(DAY);
        assertThat(aws.summaries()).containsExactly("a: INSUFFICIENT_DATA -> OK");
        aws.clock.advance(DAY.minusMinutes(2));
        assertThat(aws.summaries()).as("not two days yet").hasSize(1);
        aws.minutes(4);

        assertThat(aws.summaries()).containsExactly("a: INSUFFICIENT_DATA -> OK", "a: OK -> ALARM");
    }

    @Test
    void aHeartbeatThatBeatsAgainIsAtRestWithinAMinute() {
        put(heartbeat());
        aws.clock.advance(DAY.multipliedBy(5));
        says(100);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
    }

    @Test
    void aCountdownRingsAtTheSecondDayInARowAndMissingDaysCountAsSuch() {
        put(countdown());
        for (int left = 25; left >= 19; left--) {
            says(left);
            aws.minutes(1);
            assertThat(aws.alarms.state("a")).as("%d days left", left).contains(AlarmState.OK);
            aws.clock.advance(DAY.minusMinutes(1));
        }
        says(18);
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).as("18 days left, as 19 yesterday").contains(AlarmState.ALARM);
        aws.clock.advance(DAY.minusMinutes(1));
        says(180);
        aws.minutes(1);

        assertThat(aws.summaries()).containsExactly("a: INSUFFICIENT_DATA -> OK", "a: OK -> ALARM", "a: ALARM -> OK");
    }

    @ParameterizedTest
    @CsvSource({
        "Minimum, LessThanThreshold, 3, ALARM",
        "Minimum, LessThanThreshold, 2, OK",
        "Maximum, LessThanThreshold, 9, ALARM",
        "Maximum, LessThanThreshold, 8, OK",
        "Minimum, GreaterThanOrEqualToThreshold, 2, ALARM",
        "Maximum, GreaterThanThreshold, 8, OK"
    })
    void theSmallestAndTheLargestAreOfEachDay(String statistic, String comparison, int threshold, AlarmState state) {
        put(heartbeat()
                .put("Statistic", statistic)
                .put("ComparisonOperator", comparison)
                .put("Threshold", threshold));
        for (int day = 0; day < 2; day++) {
            says(2);
            aws.clock.advance(Duration.ofHours(23));
            says(8);
            aws.clock.advance(Duration.ofHours(1));
        }
        says(2);
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(state);
    }

    @Test
    void halfAYearOfDaysPassesInNoTime() {
        put(heartbeat());
        aws.alarms.put("Other", countdown().put("AlarmName", "b"));

        assertThat(Effort.of(() -> {
                    for (int day = 0; day < 180; day++) {
                        says(180 - day);
                        aws.clock.advance(DAY);
                    }
                }))
                .isLessThan(Duration.ofSeconds(2));
        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
        assertThat(aws.alarms.state("b")).contains(AlarmState.ALARM);
    }

    private void says(int daysLeft) {
        aws.logs.write(group, "s", """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Rekey","Dimensions":[["Application"]],\
                "Metrics":[{"Name":"DaysLeft"}]}]},"Application":"my-erp","DaysLeft":%d}
                """.formatted(aws.clock.instant().toEpochMilli(), daysLeft));
    }

    /** Breaches when nothing comes, and never by what comes. */
    private static ObjectNode heartbeat() {
        return (ObjectNode) CloudWatch.json("{'AlarmName':'a','Namespace':'Rekey','MetricName':'DaysLeft',"
                + "'Dimensions':[{'Name':'Application','Value':'my-erp'}],'Statistic':'Minimum','Period':86400,"
                + "'EvaluationPeriods':2,'Threshold':-1000,'TreatMissingData':'breaching',"
                + "'ComparisonOperator':'LessThanThreshold','AlarmActions':['" + CloudWatch.TOPIC + "'],"
                + "'OKActions':['" + CloudWatch.TOPIC + "']}");
    }

    private static ObjectNode countdown() {
        return heartbeat().put("Threshold", 20);
    }

    private void put(ObjectNode alarm) {
        aws.alarms.put("Logical", alarm);
    }
}
