package rekey.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    private static final Ladder LADDER = Ladder.of(25, 12, 5, 2, 1, 0);
    private static final Duration TICK = Duration.ofNanos(1);

    @ParameterizedTest
    @CsvSource({"25, 25, ", "12, 12, 25", "5, 5, 12", "2, 2, 5", "1, 1, 2", "0, 0, 1"})
    void aRungIsReachedToTheTick(int days, int then, Integer before) {
        Duration left = Duration.ofDays(days);

        assertThat(LADDER.rung(left)).contains(then);
        assertThat(LADDER.rung(left.plus(TICK))).isEqualTo(Optional.ofNullable(before));
        assertThat(LADDER.rung(left.minus(TICK))).isEqualTo(LADDER.rung(left.minusHours(1)));
    }

    @Test
    void whatHasEndedIsAtTheLowestForEver() {
        assertThat(LADDER.rung(Duration.ofDays(-400))).contains(0);
    }

    @ParameterizedTest
    @CsvSource({"PT49H, 3", "PT48H, 2", "PT1S, 1", "PT0S, 0", "PT-1S, 0"})
    void aBegunDayCountsAsOne(Duration left, long days) {
        assertThat(Ladder.daysLeft(left)).isEqualTo(days);
    }
}
