package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.failure.Misconfigured;

class VariablesTest {

    @Test
    void tellsEveryProblemAtOnce() {
        Variables variables = new Variables(Map.of("BLANK", " \t", "WRONG", "12x", "ALSO_WRONG", "secret"));

        assertThat(variables.required("MISSING", VariablesTest::number)).isNull();
        assertThat(variables.required("BLANK", VariablesTest::number)).isNull();
        assertThat(variables.required("WRONG", VariablesTest::number)).isNull();
        assertThat(variables.optional("ALSO_WRONG", "1", VariablesTest::number)).isNull();

        assertThatThrownBy(variables::check)
                .isInstanceOf(Misconfigured.class)
                .hasMessage("The function's configuration is wrong: MISSING is not set. BLANK is not set."
                        + " WRONG: A number is digits. ALSO_WRONG: A number is digits.")
                .hasNoCause();
    }

    @Test
    void readsWhatIsSetAndFallsBackOnlyForWhatIsNot() {
        Variables variables = new Variables(Map.of("SET", "7"));

        assertThat(variables.required("SET", VariablesTest::number)).isEqualTo(7);
        assertThat(variables.optional("SET", "1", VariablesTest::number)).isEqualTo(7);
        assertThat(variables.optional("UNSET", "1", VariablesTest::number)).isEqualTo(1);
        assertThatCode(variables::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void doesNotTakeAnOptionalVariableThatIsSetToNothingForOneThatIsNotSet(String blank) {
        Variables variables = new Variables(Map.of("BLANK", blank));

        assertThat(variables.optional("BLANK", "1", VariablesTest::number)).isNull();
        assertThatThrownBy(variables::check).isInstanceOf(Misconfigured.class);
    }

    private static Integer number(String text) {
        if (!text.matches("\\d+")) {
            throw new IllegalArgumentException("A number is digits.");
        }
        return Integer.valueOf(text);
    }
}
