package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1600", "6, 2000", "7, 2000", "64, 2000", "2147483647, 2000"
    })
    void doublesItsBoundUpToTwoSeconds(int failed, long bound) {
        Backoff longest = new Backoff(() -> ALMOST_ONE);
        Backoff middle = new Backoff(() -> 0.5);

        assertThat(longest.after(failed, Duration.ZERO).toMillis()).isEqualTo(bound - 1);
        assertThat(middle.after(failed, Duration.ZERO).toMillis()).isEqualTo(bound / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void mayDrawNoPauseAtAll(int failed) {
        assertThat(new Backoff(() -> 0).after(failed, Duration.ZERO)).isZero();
    }

    @Test
    void pausesAsLongAsTheServerAsksWhenThatIsLonger() {
        Backoff middle = new Backoff(() -> 0.5);

        assertThat(middle.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(middle.after(1, Duration.ofMillis(51))).isEqualTo(Duration.ofMillis(51));
        assertThat(middle.after(1, Duration.ofMillis(49))).isEqualTo(Duration.ofMillis(50));
    }
}
