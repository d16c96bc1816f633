package rekey.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpusTest {

    @Test
    void readsRangesAndSingleOnes() {
        assertThat(Cpus.parse("\t0-2,5,7-8\n")).containsExactly(0, 1, 2, 5, 7, 8);
        assertThat(Cpus.parse("3")).containsExactly(3);
    }

    @Test
    void aFunctionHasTheLastOneForItself() {
        Cpus cpus = new Cpus(List.of(0, 1, 2, 3), 3);

        assertThat(cpus.one()).containsExactly("taskset", "-c", "3");
        assertThat(cpus.two()).containsExactly("taskset", "-c", "2,3");
    }

    @Test
    void nothingIsPinnedWhereItCannotBe() {
        Cpus cpus = new Cpus(List.of(0), -1);

        assertThat(cpus.areSplit()).isFalse();
        assertThat(cpus.one()).isEmpty();
    }
}
