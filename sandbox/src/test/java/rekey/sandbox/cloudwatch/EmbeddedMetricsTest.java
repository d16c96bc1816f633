package rekey.sandbox.cloudwatch;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of a log in CloudWatch's embedded metric format. */
class EmbeddedMetricsTest {
    private static final Map<String, String> APPLICATION = Map.of("Application", "my-erp");
    private static final String LINE = "{'_aws':{'Timestamp':NOW,'CloudWatchMetrics':[{'Namespace':'Rekey',"
            + "'Dimensions':[['Application']],'Metrics':[{'Name':'DaysLeft','Unit':'Count'}]}]},"
            + "'Application':'my-erp','DaysLeft':17,'who':'cares'}";

    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    private String group;

    @BeforeEach
    void createGroup() {
        group = aws.logs.create("g");
    }

    @Test
    void aNumberIsRecordedUnderItsNamespaceNameAndDimensions() {
        log(LINE);

        assertThat(aws.metrics.sum("Rekey", "DaysLeft", APPLICATION)).isEqualTo(17);
        assertThat(aws.metrics.sum("Rekey", "DaysLeft", Map.of())).isZero();
        assertThat(aws.logs.refusedMetrics()).isEmpty();
        assertThat(aws.logs.lines(group)).hasSize(1);
    }

    @Test
    void everyDirectiveMetricAndSetOfDimensionsIsAMetricOfItsOwn() {
        log("{'_aws':{'Timestamp':NOW,'CloudWatchMetrics':["
                + "{'Namespace':'A','Dimensions':[['x','y'],['x'],[]],'Metrics':[{'Name':'m'},{'Name':'n'}]},"
                + "{'Namespace':'B','Dimensions':[[]],'Metrics':[{'Name':'m','Unit':'None','StorageResolution':60}]}]},"
                + "'x':'1','y':'2','m':3,'n':4.5}");

        assertThat(aws.metrics.sum("A", "m", Map.of("x", "1", "y", "2"))).isEqualTo(3);
        assertThat(aws.metrics.sum("A", "n", Map.of("x", "1", "y", "2"))).isEqualTo(4.5);
        assertThat(aws.metrics.sum("A", "m", Map.of("x", "1"))).isEqualTo(3);
        assertThat(aws.metrics.sum("A", "n", Map.of())).isEqualTo(4.5);
        assertThat(aws.metrics.sum("B", "m", Map.of())).isEqualTo(3);
        assertThat(aws.metrics.sum("B", "n", Map.of())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Sum, 12", "Minimum, 2", "Maximum, 7", "Average, 4", "SampleCount, 3"})
    void eachNumberOfAnArrayIsASample(String statistic, int threshold) {
        put(alarm().put("Statistic", statistic).put("Threshold", threshold));
        log(LINE.replace("'DaysLeft':17", "'DaysLeft':[2,7,3]"));
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);

        put(alarm().put("Statistic", statistic).put("Threshold", threshold + 1));
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
    }

    @Test
    void anAlarmLooksAtWhatIsLateNowAndAtItsOwnTimeInTheWindow() {
        put(alarm().put("Period", 600));
        aws.minutes(10);
        log(LINE.replace("NOW", String.valueOf(millis(Duration.ofMinutes(-8)))));
        aws.minutes(1);
        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        aws.minutes(2);
        assertThat(aws.alarms.state("a")).as("more than ten minutes after it").contains(AlarmState.OK);
    }

    @Test
    void anAlarmDoesNotRingForWhatIsTooLateForItsWindow() {
        ObjectNode alarm = alarm();
        alarm.putArray("AlarmActions").add(CloudWatch.TOPIC);
        put(alarm);
        aws.minutes(10);
        log(LINE.replace("NOW", String.valueOf(millis(Duration.ofMinutes(-8)))));
        aws.minutes(10);

        assertThat(aws.published).isEmpty();
        assertThat(aws.metrics.sum("Rekey", "DaysLeft", APPLICATION)).isEqualTo(17);
    }

    @Test
    void anAlarmLooksAtWhatIsEarlyWhenItsTimeHasCome() {
        put(alarm());
        aws.minutes(1);
        log(LINE.replace("NOW", String.valueOf(millis(Duration.ofMinutes(30)))));
        aws.minutes(29);
        assertThat(aws.alarms.state("a")).contains(AlarmState.OK);
        aws.minutes(2);

        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
    }

    @ParameterizedTest
    @ValueSource(longs = {-14 * 86_400 + 60, 7_200 - 60})
    void aTimeOfTheLastTwoWeeksAndOfTheNextTwoHoursIsTaken(long seconds) {
        log(LINE.replace("NOW", String.valueOf(millis(Duration.ofSeconds(seconds)))));

        assertThat(aws.metrics.sum("Rekey", "DaysLeft", APPLICATION)).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(longs = {-14 * 86_400 - 60, 7_200 + 60})
    void anOlderOrALaterTimeIsRefused(long seconds) {
        log(LINE.replace("NOW", String.valueOf(millis(Duration.ofSeconds(seconds)))));

        assertRefused("EMFValidationErrors", "Timestamp must be of the last two weeks or of the next two hours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all is well",
                "{'event':'watched','DaysLeft':17}",
                "{'level':'INFO','text':'_aws CloudWatchMetrics'}",
                "{'nested':{'_aws':{'CloudWatchMetrics':[]}}}"
            })
    void aLineThatDoesNotClaimToHoldMetricsIsJustALine(String line) {
        log(line);

        assertThat(aws.logs.refusedMetrics()).isEmpty();
        assertThat(aws.logs.lines(group)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'_aws':{'Timestamp':NOW, | {'_aws':5,'x':{ | _aws must be an object",
                "'CloudWatchMetrics' | 'CloudwatchMetrics' | _aws needs the array CloudWatchMetrics",
                "'Timestamp':NOW, |  | _aws needs a Timestamp, in milliseconds",
                "'Timestamp':NOW | 'Timestamp':'NOW' | _aws needs a Timestamp, in milliseconds",
                "'Timestamp':NOW | 'Timestamp':1.5 | _aws needs a Timestamp, in milliseconds",
                "'Timestamp':NOW | 'Timestamp':1764000000 | Timestamp must be of the last two weeks",
                "'Namespace':'Rekey', |  | Namespace must be a string",
                "'Namespace':'Rekey' | 'Namespace':' ' | Namespace must be a string",
                "'Namespace':'Rekey' | 'Namespace':'AWS/Lambda' | Namespaces that begin with AWS/",
                "'Dimensions':[['Application']], |  | Dimensions must be an array of one set or more",
                "'Dimensions':[['Application']] | 'Dimensions':[] | Dimensions must be an array of one set or more",
                "'Dimensions':[['Application']] | 'Dimensions':['Application'] | Each of Dimensions must be an array",
                "'Dimensions':[['Application']] | 'Dimensions':[[5]] | A dimension must be a string",
                "'Application':'my-erp' | 'Other':'my-erp' | The dimension Application must be a member at the root",
                "'Application':'my-erp' | 'Application':5 | The dimension Application must be a member at the root",
                "'Application':'my-erp' | 'Application':'' | The dimension Application must be a member at the root",
                "'Metrics':[{ | 'Other':[{ | Metrics must be an array",
                "'Name':'DaysLeft' | 'name':'DaysLeft' | A metric's Name must be a string",
                "'Unit':'Count' | 'Unit':'count' | The metric DaysLeft must have a Unit that CloudWatch knows",
                "'Unit':'Count' | 'Unit':null | The metric DaysLeft must have a Unit that CloudWatch knows",
                "'Unit':'Count' | 'StorageResolution':1 | keeps metrics in minutes",
                "'DaysLeft':17 | 'Other':17 | The metric DaysLeft must be a member at the root",
                "'DaysLeft':17 | 'DaysLeft':'17' | The metric DaysLeft must be a member at the root",
                "'DaysLeft':17 | 'DaysLeft':null | The metric DaysLeft must be a member at the root",
                "'DaysLeft':17 | 'DaysLeft':[1,'2'] | The metric DaysLeft must be of numbers",
                "'DaysLeft':17 | 'DaysLeft':1e999 | The metric DaysLeft must be of numbers"
            })
    void aLineThatBreaksARuleIsRefusedAsAWholeByName(String replaced, String by, String reason) {
        log(LINE.replace(replaced, by == null ? "" : by));

        assertRefused("EMFValidationErrors", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO LINE", "LINE LINE", "[LINE]", "{'_aws':{'CloudWatchMetrics':[{"})
    void aLineThatIsNotJsonAloneIsRefusedByName(String line) {
        log(line.replace("LINE", LINE));

        assertRefused("EMFParsingErrors", "The line is not one JSON object and nothing else.");
    }

    @Test
    void oneWrongMetricTakesTheOthersWithIt() {
        log(LINE.replace("{'Name':'DaysLeft'", "{'Name':'Missing'},{'Name':'DaysLeft'"));

        assertRefused("EMFValidationErrors", "The metric Missing must be a member at the root");
    }

    @Test
    void aHundredNumbersAndThirtyDimensionsAreTheMost() {
        String hundred = IntStream.range(0, 100).mapToObj(String::valueOf).collect(joining(",", "[", "]"));
        log(LINE.replace("'DaysLeft':17", "'DaysLeft':" + hundred));
        assertThat(aws.metrics.sum("Rekey", "DaysLeft", APPLICATION)).isEqualTo(4950);
        String thirty =
                IntStream.range(0, 29).mapToObj(i -> "'d" + i + "'").collect(joining(",", "['Application',", "]"));
        String values =
                IntStream.range(0, 30).mapToObj(i -> "'d" + i + "':'x',").collect(joining());
        String line = LINE.replace("'Application':'my-erp'", values + "'Application':'my-erp'");
        log(line.replace("['Application']", thirty));
        assertThat(aws.logs.refusedMetrics()).isEmpty();

        log(LINE.replace("'DaysLeft':17", "'DaysLeft':" + hundred.replace("[", "[0,")));
        log(line.replace("['Application']", thirty.replace("]", ",'d29']")));

        assertThat(aws.logs.refusedMetrics())
                .extracting(RefusedMetrics::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("up to 100 numbers"),
                        reason -> assertThat(reason).contains("up to 30 names"));
    }

    @Test
    void whatIsRefusedCanRingAsInCloudWatch() {
        put((ObjectNode) CloudWatch.json("{'AlarmName':'a','Namespace':'AWS/Logs','MetricName':'EMFValidationErrors',"
                + "'Dimensions':[{'Name':'LogGroupName','Value':'g'}],'Statistic':'Sum','Period':300,"
                + "'EvaluationPeriods':1,'Threshold':1,'ComparisonOperator':'GreaterThanOrEqualToThreshold',"
                + "'TreatMissingData':'notBreaching'}"));
        log(LINE.replace("'DaysLeft':17", "'DaysLeft':'secret'"));
        aws.minutes(1);

        assertThat(aws.alarms.state("a")).contains(AlarmState.ALARM);
        assertThat(aws.logs.refusedMetrics().toString()).contains("DaysLeft").doesNotContain("secret");
    }

    @Test
    void theNewestThousandRefusalsAreKept() {
        for (int i = 0; i < 1_001; i++) {
            log(LINE.replace("'Name':'DaysLeft'", "'Name':'m" + i + "'"));
        }

        assertThat(aws.logs.refusedMetrics())
                .hasSize(1_000)
                .first()
                .satisfies(refused -> assertThat(refused.reason()).startsWith("The metric m1 "));
    }

    private void assertRefused(String type, String reason) {
        assertThat(aws.logs.refusedMetrics()).singleElement().satisfies(refused -> {
            assertThat(refused.logGroup()).isEqualTo("g");
            assertThat(refused.type()).isEqualTo(type);
            assertThat(refused.reason()).contains(reason);
        });
        assertThat(aws.metrics.sum("AWS/Logs", type, Map.of("LogGroupName", "g")))
                .isEqualTo(1);
        assertThat(aws.metrics.sum("Rekey", "DaysLeft", APPLICATION)).isZero();
        assertThat(aws.logs.lines(group)).as("the line is there").hasSize(1);
    }

    private void log(String line) {
        aws.logs.write(
                group, "s", line.replace('\'', '"').replace("NOW", String.valueOf(millis(Duration.ZERO))) + "\n");
    }

    private long millis(Duration later) {
        return aws.clock.instant().plus(later).toEpochMilli();
    }

    private void put(ObjectNode alarm) {
        aws.alarms.put("Logical", alarm);
    }

    private static ObjectNode alarm() {
        return (ObjectNode) CloudWatch.json("{'AlarmName':'a','Namespace':'Rekey','MetricName':'DaysLeft',"
                + "'Dimensions':[{'Name':'Application','Value':'my-erp'}],'Statistic':'Sum','Period':300,"
                + "'EvaluationPeriods':1,'Threshold':1,'TreatMissingData':'notBreaching',"
                + "'ComparisonOperator':'GreaterThanOrEqualToThreshold'}");
    }
}
