package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.aws.AwsError;

class RateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:20:30.123Z");

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), PT1M",
        "rate(5 minutes), PT5M",
        "rate(1 hour), PT1H",
        "rate(12 hours), PT12H",
        "rate(1 day), P1D",
        "rate(150 days), P150D"
    })
    void isAnInterval(String expression, Duration interval) {
        Recurrence rate = ScheduleExpression.ofRule(expression, NOW);

        assertThat(rate.after(NOW)).contains(NOW.plus(interval));
        assertThat(rate.after(NOW.plus(interval))).contains(NOW.plus(interval.multipliedBy(2)));
        assertThat(rate.after(NOW.plus(interval.multipliedBy(7)).minusNanos(1)))
                .contains(NOW.plus(interval.multipliedBy(7)));
    }

    /** As AWS does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(10 seconds)",
                "rate(10 years)",
                "rate(1 minutes)",
                "rate(1 hours)",
                "rate(1 days)",
                "rate(10 minute)",
                "rate(10 hour)",
                "rate(10 day)",
                "rate()",
                "rate(10)",
                "rate(10 minutess)",
                "rate(foo minutes)",
                "rate(0 minutes)",
                "rate(-10 minutes)",
                "rate(10 MINUTES)",
                "rate( 10 minutes )",
                " rate(10 minutes)",
                "at(2026-11-23T12:00:00)"
            })
    void aRuleRefusesByNameWhatIsNone(String expression) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> ScheduleExpression.ofRule(expression, NOW))
                .withMessageStartingWith("Parameter ScheduleExpression is not valid. " + expression);
    }

    @Test
    void aScheduleDoesNotMindThePluralOfOne() {
        assertThat(Rate.interval("rate(1 days)", false)).contains(Duration.ofDays(1));
        assertThat(Rate.interval("rate(0 days)", false)).isEmpty();
    }
}
