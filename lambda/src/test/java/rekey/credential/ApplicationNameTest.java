package rekey.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationNameTest {
    private static final String LONGEST = "a".repeat(48);

    static Stream<String> legal() {
        return Stream.of("my-erp", "a", "0", "My.App_2", "sawsage", "assm", "a-aws", LONGEST);
    }

    @ParameterizedTest
    @MethodSource("legal")
    void takesTheNamesThatParameterStoreTakes(String name) {
        assertThat(new ApplicationName(name)).hasToString(name);
    }

    static Stream<String> illegal() {
        return Stream.of(LONGEST + "a", "my erp", "my/erp", "/my-erp", "my-erp\n", "größe", "ＡＢＣ", "my\u0000erp");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-a", ".a", "_a", "aws", "AWSome", "aWs-erp", "ssm", "SSMx", "ſsm"})
    @MethodSource("illegal")
    void refusesEveryOtherNameWithTheRuleAlone(String name) {
        assertThatThrownBy(() -> new ApplicationName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An application's name is 1 to 48 letters, digits, '.', '_' or '-',"
                        + " starts with a letter or digit, and not with aws or ssm.");
    }
}
