package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -3_600_000})
    void hasNothingLeftAndNeverLessWhenItHasPassed(long millis) {
        Deadline passed = Deadline.in(Duration.ofMillis(millis));

        assertThat(passed.hasPassed()).isTrue();
        assertThat(passed.remaining()).isZero();
        assertThat(passed.remainingUpTo(HOUR)).isZero();
    }

    @Test
    void hasWhatItWasGivenLessWhatWentBy() {
        Deadline deadline = Deadline.in(HOUR);

        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remaining()).isBetween(HOUR.minusMinutes(5), HOUR);
    }

    @Test
    void neverGivesMoreThanTheLimitThatIsAskedFor() {
        assertThat(Deadline.in(HOUR).remainingUpTo(Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(6));
        assertThat(Deadline.in(HOUR).remainingUpTo(HOUR.multipliedBy(2))).isLessThanOrEqualTo(HOUR);
        assertThat(Deadline.in(HOUR).remainingUpTo(Duration.ZERO)).isZero();
    }

    @Test
    void comesBeforeALaterOne() {
        Deadline sooner = Deadline.in(HOUR);
        Deadline later = Deadline.in(HOUR.plusMillis(1));

        assertThat(sooner.isBefore(later)).isTrue();
        assertThat(later.isBefore(sooner)).isFalse();
        assertThat(sooner.isBefore(sooner)).isFalse();
        assertThat(Deadline.in(HOUR.negated()).isBefore(Deadline.in(Duration.ZERO)))
                .isTrue();
    }

    @Test
    void keepsAReserveOfAnInvocationsTimeForTheAnswer() {
        Duration left = Deadline.of(new FakeContext(3_600_000)).remaining();

        assertThat(Deadline.RESERVE).isEqualTo(Duration.ofMillis(300));
        assertThat(left)
                .isLessThanOrEqualTo(HOUR.minus(Deadline.RESERVE))
                .isGreaterThan(HOUR.minus(Deadline.RESERVE).minusMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 299, 1, 0, -5})
    void hasPassedWhenAnInvocationHasOnlyTheReserveLeft(int millis) {
        assertThat(Deadline.of(new FakeContext(millis)).hasPassed()).isTrue();
    }
}
