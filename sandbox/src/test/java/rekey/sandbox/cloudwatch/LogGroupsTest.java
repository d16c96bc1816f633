package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

class LogGroupsTest {
    private static final String FILTER = "{'FilterPattern':'ERROR','LogGroupName':'g','MetricTransformations':["
            + "{'MetricName':'m','MetricNamespace':'N','MetricValue':'2'}]}";

    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    @Test
    void keepsLinesForTheirRetention() {
        String arn = aws.logs.create("g", CloudWatch.json("{'RetentionInDays':365}"));
        assertThat(arn).isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:g:*");
        aws.logs.write(arn, "s", "first");
        aws.clock.advance(Duration.ofDays(200));
        aws.logs.write(arn.substring(0, arn.length() - 2), "s", "second");
        assertThat(aws.logs.lines(arn)).extracting(LogGroups.LogLine::text).containsExactly("first", "second");
        aws.clock.advance(Duration.ofDays(200));

        assertThat(aws.logs.lines(arn)).extracting(LogGroups.LogLine::text).containsExactly("second");
        assertThat(aws.logs.lines(arn).toString()).doesNotContain("second");
    }

    @Test
    void keepsTheNewestTenThousandLines() {
        String arn = aws.logs.create("g");
        for (int i = 0; i < 10_001; i++) {
            aws.logs.write(arn, "s", "line " + i);
        }

        assertThat(aws.logs.lines(arn))
                .hasSize(10_000)
                .first()
                .satisfies(line -> assertThat(line.text()).isEqualTo("line 1"));
    }

    @Test
    void aMetricFilterCountsTheLinesOfItsGroup() {
        String arn = aws.logs.create("g");
        String other = aws.logs.create("other");
        String id = aws.logs.putMetricFilter(CloudWatch.json(FILTER));
        aws.logs.write(arn, "s", "ERROR one");
        aws.logs.write(arn, "s", "all is well");
        aws.logs.write(other, "s", "ERROR elsewhere");
        assertThat(aws.metrics.sum("N", "m", Map.of())).isEqualTo(2);
        aws.logs.deleteMetricFilter(id);
        aws.logs.write(arn, "s", "ERROR two");

        assertThat(aws.metrics.sum("N", "m", Map.of())).isEqualTo(2);
    }

    @Test
    void aMetricFilterOfTheSameNameReplacesItsForerunner() {
        String arn = aws.logs.create("g");
        String named = FILTER.replace("{'FilterPattern'", "{'FilterName':'f','FilterPattern'");
        assertThat(aws.logs.putMetricFilter(CloudWatch.json(named)))
                .isEqualTo(aws.logs.putMetricFilter(CloudWatch.json(named)));
        aws.logs.write(arn, "s", "ERROR");

        assertThat(aws.metrics.sum("N", "m", Map.of())).isEqualTo(2);
    }

    @Test
    void aMetricsValueMayBeTakenFromTheLine() {
        String arn = aws.logs.create("g");
        aws.logs.putMetricFilter(
                CloudWatch.json(FILTER.replace("'ERROR'", "'{ $.took > 0 }'").replace("'2'", "'$.took'")));
        aws.logs.write(arn, "s", "{\"took\":1.5}");
        aws.logs.write(arn, "s", "{\"took\":-3}");
        aws.logs.write(arn, "s", "{\"took\":2}");

        assertThat(aws.metrics.sum("N", "m", Map.of())).isEqualTo(3.5);
    }

    @Test
    void aDeletedGroupIsGoneWithItsFilters() {
        String arn = aws.logs.create("g");
        aws.logs.putMetricFilter(CloudWatch.json(FILTER));
        aws.logs.delete(arn);
        assertThatThrownBy(() -> aws.logs.write(arn, "s", "ERROR"))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.type()).isEqualTo("ResourceNotFoundException"));
        assertThatThrownBy(() -> aws.logs.putMetricFilter(CloudWatch.json(FILTER)))
                .hasMessage("There is no log group g.");
        aws.logs.create("g");
        aws.logs.write(arn, "s", "ERROR");

        assertThat(aws.metrics.sum("N", "m", Map.of())).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'MetricValue':'2' | 'MetricValue':'2','Dimensions':[] | has the property Dimensions",
                "'MetricValue':'2' | 'MetricValue':'2','DefaultValue':0 | has the property DefaultValue",
                "'MetricValue':'2' | 'MetricValue':'two' | MetricValue must be a number",
                "'FilterPattern':'ERROR' | 'FilterPattern':'[a]' | columns in brackets",
                "'LogGroupName':'g' | 'Unknown':'g' | has the property Unknown"
            })
    void whatAFilterCannotDoIsRefusedByName(String replaced, String by, String message) {
        aws.logs.create("g");
        assertThatThrownBy(() -> aws.logs.putMetricFilter(CloudWatch.json(FILTER.replace(replaced, by))))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }
}
