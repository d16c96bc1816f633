package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.aws.AwsError;

/** 2026-11-23 is a Monday. */
class CronTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:20:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 12 * * ? *             | 2026-11-23T12:00:00Z 2026-11-24T12:00:00Z 2026-11-25T12:00:00Z",
                "20 10 * * ? *            | 2026-11-24T10:20:00Z 2026-11-25T10:20:00Z",
                "21 10 * * ? *            | 2026-11-23T10:21:00Z 2026-11-24T10:21:00Z",
                "0/15 * * * ? *           | 2026-11-23T10:30:00Z 2026-11-23T10:45:00Z 2026-11-23T11:00:00Z",
                "1/10 * * * ? *           | 2026-11-23T10:21:00Z 2026-11-23T10:31:00Z",
                "*/30 10 * * ? *          | 2026-11-23T10:30:00Z 2026-11-24T10:00:00Z",
                "5,35 14 * * ? *          | 2026-11-23T14:05:00Z 2026-11-23T14:35:00Z 2026-11-24T14:05:00Z",
                "0/5 8-17 ? * MON-FRI *   | 2026-11-23T10:25:00Z 2026-11-23T10:30:00Z",
                "0 18 ? * MON-FRI *       | 2026-11-23T18:00:00Z 2026-11-24T18:00:00Z",
                "0 2 ? * SAT *            | 2026-11-28T02:00:00Z 2026-12-05T02:00:00Z",
                "0 2 ? * 1 *              | 2026-11-29T02:00:00Z 2026-12-06T02:00:00Z",
                "0 2 ? * L *              | 2026-11-28T02:00:00Z",
                "0 2 ? * sun,WED *        | 2026-11-25T02:00:00Z 2026-11-29T02:00:00Z",
                "0 2 ? * SAT#3 *          | 2026-12-19T02:00:00Z 2027-01-16T02:00:00Z",
                "0 2 ? * 3#5 *            | 2026-12-29T02:00:00Z 2027-03-30T02:00:00Z",
                "15 10 ? * 6L *           | 2026-11-27T10:15:00Z 2026-12-25T10:15:00Z",
                "15 10 ? * FRIL 2027      | 2027-01-29T10:15:00Z",
                "0 8 1 * ? *              | 2026-12-01T08:00:00Z 2027-01-01T08:00:00Z",
                "0 8 L * ? *              | 2026-11-30T08:00:00Z 2026-12-31T08:00:00Z 2027-01-31T08:00:00Z 2027-02-28T08:00:00Z",
                "0 8 LW 2 ? *             | 2027-02-26T08:00:00Z 2028-02-29T08:00:00Z",
                "0 8 28W * ? *            | 2026-11-27T08:00:00Z 2026-12-28T08:00:00Z",
                "0 8 1W AUG ? *           | 2027-08-02T08:00:00Z 2028-08-01T08:00:00Z",
                "0 8 31W * ? *            | 2026-12-31T08:00:00Z 2027-01-29T08:00:00Z",
                "0 0 29 2 ? *             | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z",
                "0 0 1 1/3 ? *            | 2027-01-01T00:00:00Z 2027-04-01T00:00:00Z",
                "0 0 1 JAN,DEC ? 2028-2029/1 | 2028-01-01T00:00:00Z 2028-12-01T00:00:00Z",
                "59 23 31 12 ? *          | 2026-12-31T23:59:00Z 2027-12-31T23:59:00Z"
            })
    void isDueAt(String fields, String expected) {
        List<String> times = List.of(expected.split(" "));
        assertThat(times("cron(" + fields + ")", MONDAY, ZoneOffset.UTC, times.size()))
                .isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 ? *", "15 10 ? * 6L 2002-2005", "0 0 1 1 ? 2026", "0 0 31W 2 ? *"})
    void isNeverDue(String fields) {
        assertThat(Cron.parse("cron(" + fields + ")", ZoneOffset.UTC)
                        .orElseThrow()
                        .after(MONDAY))
                .isEmpty();
    }

    /** In New York, 2027-03-14 has no 02:30, and 2026-11-01 has two of 01:30. */
    @ParameterizedTest
    @CsvSource({
        "30 2 * * ? *, 2027-03-12T12:00:00Z, 2027-03-13T07:30:00Z 2027-03-15T06:30:00Z",
        "30 1 * * ? *, 2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "0/30 1 * * ? *, 2026-11-01T04:59:00Z, 2026-11-01T05:00:00Z 2026-11-01T05:30:00Z 2026-11-02T06:00:00Z",
        "0 9 * * ? *, 2027-03-13T12:00:00Z, 2027-03-13T14:00:00Z 2027-03-14T13:00:00Z"
    })
    void keepsToTheClocksOfItsZone(String fields, String from, String expected) {
        List<String> times = List.of(expected.split(" "));
        assertThat(times("cron(" + fields + ")", Instant.parse(from), ZoneId.of("America/New_York"), times.size()))
                .isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 1 * * * *)",
                "cron(0 1 ? * ? *)",
                "cron(0 1 1 * 2 *)",
                "cron(7 20 ? * NOT *)",
                "cron(INVALID)",
                "cron(0 dummy ? * MON-FRI *)",
                "cron(71 8 1 * ? *)",
                "cron(0 24 1 * ? *)",
                "cron(0 8 0 * ? *)",
                "cron(0 8 1 13 ? *)",
                "cron(0 8 ? * 0 *)",
                "cron(0 8 ? * 8 *)",
                "cron(0 8 ? * MON#6 *)",
                "cron(0 8 ? * MON#2,TUE *)",
                "cron(0 8 1 * ? 1969)",
                "cron(0 8 1 * ? 2200)",
                "cron(0 8 L-3 * ? *)",
                "cron(0 8 32W * ? *)",
                "cron(0/0 8 1 * ? *)",
                "cron(30-10 8 1 * ? *)",
                "cron(1, 8 1 * ? *)",
                "cron(0 8 * * ?)",
                "cron(0 0 8 * * ? *)",
                "cron()",
                "0 8 * * ? *",
                "cron(0 8 * * ? *) "
            })
    void refusesByNameWhatIsNone(String expression) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> ScheduleExpression.ofRule(expression, MONDAY))
                .withMessageStartingWith("Parameter ScheduleExpression is not valid. " + expression);
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> ScheduleExpression.ofRule("cron(0 8 1 FOO ? *)", MONDAY))
                .withMessageContaining("\"FOO\" is no month: 1 to 12 or [JAN, FEB");
    }

    private static List<String> times(String expression, Instant from, ZoneId zone, int number) {
        Cron cron = Cron.parse(expression, zone).orElseThrow();
        List<String> times = new ArrayList<>();
        Optional<Instant> next = cron.after(from);
        while (next.isPresent() && times.size() < number) {
            times.add(next.get().toString());
            next = cron.after(next.get());
        }
        return times;
    }
}
