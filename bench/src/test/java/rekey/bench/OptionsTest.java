package rekey.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void measuresAllOfItUnlessToldOtherwise() {
        Options options = parse();

        assertThat(options.mode()).isEqualTo(Options.Mode.MEASURE);
        assertThat(options.scenarios()).isEqualTo(Options.SCENARIOS);
        assertThat(options.pairs()).isEqualTo(15);
        assertThat(options.minutes()).isLessThan(25);
        assertThat(options.delayMillis()).isEqualTo(20);
        assertThat(options.java()).isEmpty();
        assertThat(options.python()).isEqualTo("python3");
        assertThat(options.complete()).isTrue();
    }

    @Test
    void aQuickLookIsShortAndNotTakenForTheWhole() {
        assertThat(parse("--quick").minutes()).isLessThan(5);
        assertThat(parse("--quick").complete()).isFalse();
        assertThat(parse("--scenario", "cold").complete()).isFalse();
    }

    @Test
    void takesTheJdkFromTheCommandLineBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("REKEY_BENCH_JAVA", "/jdk/one");

        assertThat(Options.parse(new String[] {}, environment).java()).contains(Path.of("/jdk/one"));
        assertThat(Options.parse(new String[] {"--java", "/jdk/two"}, environment)
                        .java())
                .contains(Path.of("/jdk/two"));
        assertThat(Options.parse(new String[] {}, Map.of("REKEY_BENCH_JAVA", ""))
                        .java())
                .isEmpty();
    }

    @Test
    void runsScenariosInTheirOwnOrderWhateverTheyWereAskedIn() {
        assertThat(parse("--scenario", "warm,cold").scenarios()).containsExactly("cold", "warm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fast",
                "--pairs",
                "--pairs 0",
                "--pairs many",
                "--pairs NaN",
                "--delay -1",
                "--minutes 0",
                "--scenario hot",
                "cold"
            })
    void saysWhichRuleIsBroken(String arguments) {
        assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(--\\w+|cold) (needs|is|takes) .+");
    }

    @Test
    void theHelpNamesEveryScenario() {
        assertThat(Options.HELP).contains(Options.SCENARIOS);
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, Map.of());
    }
}
