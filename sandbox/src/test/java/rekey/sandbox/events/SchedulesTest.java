package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

class SchedulesTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:my-erp-watch:live";
    private static final String ROLE = "arn:aws:iam::123456789012:role/clock";
    private static final String OFF = "\"FlexibleTimeWindow\":{\"Mode\":\"OFF\"}";
    private static final String TARGET = "\"Target\":{\"Arn\":\"%s\",\"RoleArn\":\"%s\"}".formatted(FUNCTION, ROLE);

    private final Doorstep doorstep = new Doorstep();

    @Test
    void invokesDailyWithItsRole() {
        String arn = put("cron(30 6 * * ? *)", "\"ScheduleExpressionTimezone\":\"Europe/Berlin\"");
        doorstep.clock.advance(Duration.ofDays(150));

        assertThat(arn).isEqualTo("arn:aws:scheduler:us-east-1:123456789012:schedule/default/watch");
        assertThat(times()).hasSize(150).startsWith("2026-11-23T05:30:00Z").endsWith("2027-04-21T04:30:00Z");
        assertThat(doorstep.delivered)
                .allMatch(one -> one.caller().equals("arn:aws:sts::123456789012:assumed-role/clock/watch")
                        && one.arn().equals(FUNCTION));
        JsonNode notification = Doorstep.json(doorstep.messages().get(0));
        assertThat(notification.get("source").asText()).isEqualTo("aws.scheduler");
        assertThat(notification.get("resources").get(0).asText()).isEqualTo(arn);
        assertThat(notification.get("time").asText()).isEqualTo("2026-11-23T05:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rate(1 day)             | \"State\":\"ENABLED\"                        | 2026-11-23T00:00:00Z 2026-11-24T00:00:00Z 2026-11-25T00:00:00Z",
                "rate(1 day)             | \"StartDate\":\"2026-11-24T06:00:00.000Z\"   | 2026-11-24T06:00:00Z 2026-11-25T06:00:00Z",
                "rate(1 day)             | \"EndDate\":\"2026-11-24T06:00:00.000Z\"     | 2026-11-23T00:00:00Z 2026-11-24T00:00:00Z",
                "cron(0 9 * * ? *)       | \"StartDate\":\"2026-11-24T09:00:00Z\"       | 2026-11-24T09:00:00Z 2026-11-25T09:00:00Z",
                "cron(0 9 * * ? *)       | \"EndDate\":\"2026-11-24T09:00:00Z\"         | 2026-11-23T09:00:00Z 2026-11-24T09:00:00Z",
                "at(2026-11-24T09:30:15) | \"ScheduleExpressionTimezone\":\"Asia/Tokyo\" | 2026-11-24T00:30:00Z",
                "at(2026-11-22T09:30:15) | \"State\":\"ENABLED\"                        | ``",
                "rate(1 day)             | \"State\":\"DISABLED\"                       | ``"
            })
    void isDueAt(String expression, String more, String expected) {
        put(expression, more);
        doorstep.clock.advance(Duration.ofDays(2).plusHours(12));

        assertThat(String.join(" ", times())).isEqualTo(expected);
    }

    @Test
    void aFlexibleWindowInvokesAtItsBeginning() {
        doorstep.schedules.put(
                Doorstep.REGION,
                "watch",
                Doorstep.json("{\"ScheduleExpression\":\"cron(0 9 * * ? *)\",\"FlexibleTimeWindow\":"
                        + "{\"Mode\":\"FLEXIBLE\",\"MaximumWindowInMinutes\":60}," + TARGET + "}"));
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(times()).containsExactly("2026-11-23T09:00:00Z");
    }

    @Test
    void givesTheTargetItsInput() {
        putTarget(
                "{\"Arn\":\"%s\",\"RoleArn\":\"%s\",\"Input\":\"{\\\"due\\\":\\\"<aws.scheduler.scheduled-time>\\\"}\"}"
                        .formatted(FUNCTION, ROLE));
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(doorstep.messages()).containsExactly("{\"due\":\"2026-11-23T09:00:00Z\"}");
    }

    @Test
    void whatFailsIsTriedAgainAndThenTheRoleSendsItToTheQueue() {
        putTarget("""
                {"Arn":"%s","RoleArn":"%s","Input":"1","DeadLetterConfig":{"Arn":"%s"},
                 "RetryPolicy":{"MaximumRetryAttempts":2,"MaximumEventAgeInSeconds":60}}
                """.formatted(FUNCTION, ROLE, Doorstep.DEAD_LETTERS));
        doorstep.refuse(FUNCTION, new AwsError(429, "TooManyRequestsException", "later"));
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(doorstep.attempts).hasSize(4);
        assertThat(doorstep.delivered).singleElement().satisfies(dead -> {
            assertThat(dead.arn()).isEqualTo(Doorstep.DEAD_LETTERS);
            assertThat(dead.caller()).isEqualTo("arn:aws:sts::123456789012:assumed-role/clock/watch");
            assertThat(dead.message()).isEqualTo("1");
        });
        assertThat(doorstep.failures)
                .isEqualTo(Map.of(
                        "AWS/Scheduler InvocationDroppedCount {ScheduleGroup=default}", 1,
                        "AWS/Scheduler InvocationsSentToDeadLetterCount {ScheduleGroup=default}", 1));
    }

    @Test
    void whatIsPutAgainBeginsAnewAndWhatIsDeletedEnds() {
        String later = "\"StartDate\":\"2026-11-24T00:00:00Z\"";
        put("rate(1 day)", later);
        put("rate(1 day)", later);
        doorstep.clock.advance(Duration.ofHours(25));
        assertThat(times()).containsExactly("2026-11-24T00:00:00Z");

        doorstep.schedules.delete(Doorstep.REGION, "watch");
        doorstep.clock.advance(Duration.ofDays(10));
        assertThat(doorstep.delivered).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ScheduleExpression\":\"every day\"                    | Invalid Schedule Expression every day",
                "\"ScheduleExpression\":\"at(2026-02-30T00:00:00)\"      | Invalid Schedule Expression at(2026-02-30",
                "\"ScheduleExpressionTimezone\":\"Mars/Phobos\"          | Timezone Mars/Phobos",
                "\"GroupName\":\"mine\"                                  | enum value set: [default]",
                "\"KmsKeyArn\":\"arn\"                                   | kmsKeyArn",
                "\"FlexibleTimeWindow\":{\"Mode\":\"FLEXIBLE\"}          | needs MaximumWindowInMinutes",
                "\"StartDate\":\"tomorrow\"                              | StartDate",
                "\"State\":\"PAUSED\"                                    | [ENABLED, DISABLED]",
                "\"Target\":{\"Arn\":\"arn:aws:scheduler:::aws-sdk:sqs:sendMessage\"} | cannot invoke arn:aws:scheduler:::aws-sdk",
                "\"Target\":{\"Arn\":\"arn:aws:sqs:us-east-1:123456789012:q\"} | target.roleArn",
                "\"Target\":{\"Arn\":\"arn:aws:sqs:us-east-1:123456789012:q\",\"SqsParameters\":{}} | target.sqsParameters"
            })
    void refusesByNameWhatItDoesNotKnow(String member, String why) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> put("rate(1 day)", member))
                .withMessageContaining(why);
    }

    @Test
    void aFunctionTakesJsonOnly() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() ->
                        putTarget("{\"Arn\":\"%s\",\"RoleArn\":\"%s\",\"Input\":\"text\"}".formatted(FUNCTION, ROLE)));
        putTarget("{\"Arn\":\"%s\",\"RoleArn\":\"%s\",\"Input\":\"text\"}".formatted(Doorstep.QUEUE, ROLE));
    }

    private List<String> times() {
        return doorstep.delivered.stream()
                .map(one -> one.time().truncatedTo(ChronoUnit.MINUTES).toString())
                .toList();
    }

    /** A later member of the same name takes the place of an earlier one. */
    private String put(String expression, String more) {
        return doorstep.schedules.put(
                Doorstep.REGION,
                "watch",
                Doorstep.json("{\"ScheduleExpression\":\"%s\",%s,%s,%s}".formatted(expression, OFF, TARGET, more)));
    }

    private void putTarget(String target) {
        doorstep.schedules.put(
                Doorstep.REGION,
                "watch",
                Doorstep.json(
                        "{\"ScheduleExpression\":\"cron(0 9 * * ? *)\",%s,\"Target\":%s}".formatted(OFF, target)));
    }
}
