package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

/** What becomes of an event whose target cannot be invoked. */
class RetriesTest {
    private static final String TARGET = "{\"Id\":\"1\",\"Arn\":\"%s\"}".formatted(Doorstep.QUEUE);
    private static final String WITH_QUEUE = "{\"Id\":\"1\",\"Arn\":\"%s\",\"DeadLetterConfig\":{\"Arn\":\"%s\"}}"
            .formatted(Doorstep.QUEUE, Doorstep.DEAD_LETTERS);
    private final AwsError broken = new AwsError(503, "ServiceUnavailable", "later");

    private final Doorstep doorstep = new Doorstep();

    @ParameterizedTest
    @CsvSource({
        "503, ServiceUnavailable",
        "500, InternalFailure",
        "400, ThrottlingException",
        "429, TooManyRequestsException",
        "400, KMSThrottling"
    })
    void triesAgainUntilTheTargetTakesIt(int status, String type) {
        doorstep.rule("r", WITH_QUEUE);
        doorstep.refuse(Doorstep.QUEUE, new AwsError(status, type, null));
        doorstep.happens("{}");
        doorstep.clock.advance(Duration.ofMinutes(5));
        assertThat(doorstep.delivered).isEmpty();

        doorstep.refuse(Doorstep.QUEUE, null);
        doorstep.clock.advance(Duration.ofMinutes(10));
        assertThat(doorstep.at(Doorstep.QUEUE)).hasSize(1);
        assertThat(doorstep.failures).isEmpty();
    }

    @Test
    void waitsTwiceAsLongEachTimeAndEightMinutesAtMost() {
        doorstep.rule("r", TARGET);
        doorstep.refuse(Doorstep.QUEUE, new IllegalStateException("no answer of AWS's at all"));
        doorstep.happens("{}");
        doorstep.clock.advance(Duration.ofMinutes(30));

        assertThat(doorstep.attempts.stream()
                        .map(time ->
                                Duration.between(doorstep.attempts.get(0), time).toSeconds()))
                .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 991L, 1471L);
    }

    @Test
    void givesUpAfter185TimesWithinADay() {
        doorstep.rule("r", WITH_QUEUE);
        doorstep.refuse(Doorstep.QUEUE, broken);
        doorstep.happens("{\"a\":1}");
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(doorstep.attempts).hasSize(1 + 185 + 1);
        assertThat(doorstep.at(Doorstep.DEAD_LETTERS)).hasSize(1).allMatch(event -> event.contains("{\"a\":1}"));
        assertThat(doorstep.failures)
                .isEqualTo(Map.of(
                        "AWS/Events FailedInvocations {RuleName=r}", 1,
                        "AWS/Events InvocationsSentToDlq {RuleName=r}", 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 86400, 1", "3, 86400, 4", "185, 60, 6", "185, 64, 7"})
    void keepsToTheTargetsOwnPolicy(int attempts, int age, int expected) {
        doorstep.rule("r", """
                {"Id":"1","Arn":"%s","RetryPolicy":{"MaximumRetryAttempts":%d,"MaximumEventAgeInSeconds":%d}}
                """.formatted(Doorstep.QUEUE, attempts, age));
        doorstep.refuse(Doorstep.QUEUE, broken);
        doorstep.happens("{}");
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(doorstep.attempts).hasSize(expected);
        assertThat(doorstep.failures).containsOnlyKeys("AWS/Events FailedInvocations {RuleName=r}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException",
        "403, AuthorizationError",
        "404, NotFound",
        "400, AWS.SimpleQueueService.NonExistentQueue",
        "404, ResourceNotFoundException",
        "400, KMSDisabled"
    })
    void aRefusalOrAMissingTargetGoesToTheQueueAtOnce(int status, String type) {
        String rule = doorstep.rule("r", WITH_QUEUE);
        doorstep.refuse(Doorstep.QUEUE, new AwsError(status, type, "no"));
        doorstep.happens("{}");

        assertThat(doorstep.delivered).singleElement().satisfies(dead -> {
            assertThat(dead.arn()).isEqualTo(Doorstep.DEAD_LETTERS);
            assertThat(dead.caller()).isEqualTo("events.amazonaws.com");
            assertThat(dead.context())
                    .containsEntry("aws:SourceArn", rule)
                    .containsEntry("aws:SecureTransport", "true");
        });
        doorstep.clock.advance(Duration.ofDays(2));
        assertThat(doorstep.attempts).hasSize(2);
    }

    @Test
    void isDroppedWhenTheQueueRefusesItToo() {
        doorstep.rule("r", WITH_QUEUE);
        doorstep.refuse(Doorstep.QUEUE, AwsError.refused("AccessDenied", "no"));
        doorstep.refuse(Doorstep.DEAD_LETTERS, AwsError.refused("AccessDenied", "no"));
        doorstep.happens("{}");

        assertThat(doorstep.failures)
                .isEqualTo(Map.of(
                        "AWS/Events FailedInvocations {RuleName=r}", 1,
                        "AWS/Events InvocationsFailedToBeSentToDlq {RuleName=r}", 1));
    }

    @Test
    void oneTargetThatFailsDoesNotKeepTheOthersFromTheEvent() {
        doorstep.rule("r", TARGET);
        doorstep.rule("s", "{\"Id\":\"1\",\"Arn\":\"%s\"}".formatted(Doorstep.TOPIC));
        doorstep.refuse(Doorstep.QUEUE, new IllegalStateException());
        doorstep.happens("{}");

        assertThat(doorstep.at(Doorstep.TOPIC)).hasSize(1);
    }

    @Test
    void aTargetWithARoleIsInvokedByIt() {
        doorstep.rule(
                "r",
                "{\"Id\":\"1\",\"Arn\":\"%s\",\"RoleArn\":\"arn:aws:iam::123456789012:role/sender\"}"
                        .formatted(Doorstep.QUEUE));
        doorstep.happens("{}");

        assertThat(doorstep.delivered)
                .singleElement()
                .matches(one -> one.caller().equals("arn:aws:sts::123456789012:assumed-role/sender/r"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-west-1:123456789012:work",
        "arn:aws:sqs:us-east-1:999999999999:work",
        "arn:aws:states:us-east-1:123456789012:stateMachine:x",
        "work"
    })
    void refusesByNameWhatItCannotInvoke(String arn) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> doorstep.rule("r", "{\"Id\":\"1\",\"Arn\":\"%s\"}".formatted(arn)))
                .withMessageStartingWith("The Rekey sandbox cannot invoke " + arn);
    }

    @Test
    void refusesPropertiesThatItDoesNotKnow() {
        for (String member : List.of("EcsParameters", "SqsParameters", "Inputs")) {
            assertThatExceptionOfType(AwsError.class)
                    .isThrownBy(() -> doorstep.rule(
                            "r", "{\"Id\":\"1\",\"Arn\":\"%s\",\"%s\":{}}".formatted(Doorstep.QUEUE, member)))
                    .withMessageContaining("targets.1.member."
                            + member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1));
        }
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> doorstep.events.putRule(
                        Doorstep.REGION, "r", Doorstep.json("{\"EventPattern\":{\"a\":[1]},\"RoleArn\":\"x\"}")))
                .withMessageContaining("roleArn");
    }

    @Test
    void tellsNothingOfWhatItCarries() {
        assertThat(new Errand("arn", "hunter2", () -> null, null, Optional.empty(), end -> {}).toString())
                .doesNotContain("hunter2");
        assertThat(new DeadLetter("arn", "hunter2", () -> null).toString()).doesNotContain("hunter2");
    }
}
