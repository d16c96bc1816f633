package rekey.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertThat(Statistics.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Statistics(5, 1, 9, 3));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Statistics.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(new Statistics(3, 1, 100, 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "50, 30", "75, 40", "90, 46", "100, 50"})
    void aPercentileLiesBetweenItsNeighboursInProportion(double percent, double value) {
        assertThat(Statistics.percentile(List.of(50.0, 10.0, 40.0, 20.0, 30.0), percent))
                .isEqualTo(value);
    }

    @Test
    void nothingHasNoStatistics() {
        assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
