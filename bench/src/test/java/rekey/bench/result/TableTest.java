package rekey.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void saysOfEachLimitWhetherItIsReachedOrThatNobodyKnows() {
        String table = new Table(CannedResults.some()).text();

        assertThat(table.lines())
                .anyMatch(line -> line.matches("cold total, plain JVM +4\\.00 +3\\.00–5\\.00 +3 +≤ 3\\.5 +not reached"))
                .anyMatch(line -> line.matches("the reference's warm p50 over ours +200 .*≥ 150 +reached"))
                .anyMatch(line -> line.matches("function zip, MB +– +– +0 +≤ 10 +not measured"))
                .anyMatch(line -> line.matches("cold\\.ours\\.total +1,500 .* ms"));
    }

    @ParameterizedTest
    @CsvSource({"0.0512, 0.051", "0.163, 0.16", "1.104, 1.10", "24.96, 25.0", "334.4, 334", "'20000', '20,000'"})
    void showsThreeDigitsThatSaySomething(double value, String text) {
        assertThat(Table.number(value)).isEqualTo(text);
    }

    @Test
    void fillsAPageBetweenItsMarksAndLeavesTheRest() throws IOException {
        String page = """
                a
                <!-- bench:run -->
                old
                <!-- bench:end -->
                b
                <!-- bench:reach -->
                <!-- bench:end -->
                <!-- bench:figures -->
                <!-- bench:end -->
                <!-- bench:cost -->
                <!-- bench:end -->
                c
                """;
        Page results = new Page(CannedResults.some());

        String filled = results.filled(page);

        assertThat(filled)
                .startsWith("a\n<!-- bench:run -->\n\n* ")
                .contains("* commit: 0123456\n", "<!-- bench:end -->\nb\n", "| cold total, plain JVM | 4.00 |")
                .doesNotContain("old\n")
                .endsWith("<!-- bench:end -->\nc\n");
        assertThat(results.filled(filled)).isEqualTo(filled);
    }

    @Test
    void refusesAPageWithoutAPlaceForATable() {
        assertThatThrownBy(() -> new Page(CannedResults.some()).filled("nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The page has no place for the table");
    }

    @Test
    void aMillionCallsCostTheirWholeMilliseconds() {
        // 0.2 ms are billed as 1, and one call in a hundred is cold: 0.99 × 1 + 0.01 × 2,001 ms.
        assertThat(Cost.duration(0.2, 2_000.5)).isCloseTo(21.0 * 1_000 * 0.5 * 0.0000133334, within(1e-9));
    }
}
