package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

class FilterPatternTest {
    private static final String LINE =
            "{\"event\":\"token.failed\",\"failure\":\"NotSetYet\",\"status\":500,\"took\":1.5,"
                    + "\"cached\":false,\"seller\":null,\"records\":[{\"kind\":\"a b\"}],\"quote\":\"say \\\"hi\\\"\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{ $.event = \"token.failed\" } | true",
                "{$.event=token.failed} | true",
                "{ $.event != \"token.failed\" } | false",
                "{ $.event = \"token.*\" } | true",
                "{ $.event = \"*served\" } | false",
                "{ $.nothing = \"x\" } | false",
                "{ $.nothing != \"x\" } | false",
                "{ $.status = 500 } | true",
                "{ $.status = \"500\" } | false",
                "{ $.status != 500 } | false",
                "{ $.status >= 500 } | true",
                "{ $.status < 500 } | false",
                "{ $.took <= 1.5 } | true",
                "{ $.took > 1.5 } | false",
                "{ $.event > 1 } | false",
                "{ $.seller IS NULL } | true",
                "{ $.event IS NULL } | false",
                "{ $.nothing NOT EXISTS } | true",
                "{ $.seller NOT EXISTS } | false",
                "{ $.cached IS FALSE } | true",
                "{ $.cached IS TRUE } | false",
                "{ $.records[0].kind = \"a b\" } | true",
                "{ $.records[1].kind = \"a b\" } | false",
                "{ $.quote = \"say \\\"hi\\\"\" } | true"
            })
    void comparesWhatIsInALinesJson(String pattern, boolean matches) {
        assertThat(matches(pattern, LINE)).isEqualTo(matches);
    }

    /** Says for each of four lines, with a and b, whether it matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{ $.a = 1 && $.b = 1 }; true; false; false; false",
                "{ $.a = 1 || $.b = 1 }; true; true; true; false",
                "{ $.b = 0 || $.a = 1 && $.b = 1 }; true; true; false; true",
                "{ ($.b = 0 || $.a = 1) && ($.b = 1) }; true; false; false; false",
                "{ ($.a = 1) && (($.b = 0) || ($.b = 2)) }; false; true; false; false"
            })
    void joinsConditions(String pattern, boolean ofOneOne, boolean ofOneZero, boolean ofZeroOne, boolean ofZeroZero) {
        assertThat(matches(pattern, "{\"a\":1,\"b\":1}")).isEqualTo(ofOneOne);
        assertThat(matches(pattern, "{\"a\":1,\"b\":0}")).isEqualTo(ofOneZero);
        assertThat(matches(pattern, "{\"a\":0,\"b\":1}")).isEqualTo(ofZeroOne);
        assertThat(matches(pattern, "{\"a\":0,\"b\":0}")).isEqualTo(ofZeroZero);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "ERROR | [ERROR] out of memory | true",
                "ERROR | [error] out of memory | false",
                "ERROR memory | [ERROR] out of memory | true",
                "ERROR disk | [ERROR] out of memory | false",
                "?ERROR ?WARN | [WARN] slow | true",
                "?ERROR ?WARN | [INFO] well | false",
                "ERROR -memory | [ERROR] out of memory | false",
                "\"out of memory\" | [ERROR] out of memory | true",
                "\"out of disk\" | [ERROR] out of memory | false"
            })
    void looksForTermsInALine(String pattern, String line, boolean matches) {
        assertThat(matches(pattern, line)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plain text; false",
                "[1,2]; false",
                "{\"event\":; false",
                "'  {\"event\":\"token.failed\"}  '; true"
            })
    void conditionsNeedJson(String line, boolean matches) {
        assertThat(matches("{ $.event = \"token.failed\" }", line)).isEqualTo(matches);
        assertThat(matches(" ", line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[ip, user] | columns in brackets",
                "%ERR.R% | regular expressions",
                "{ $.event = %x% } | from here on: %x%",
                "{ $.records[*].kind = \"a\" } | not $.records[*].kind",
                "{ event = \"a\" } | not event",
                "{ $.event } | = != < <= > >= IS, NOT EXISTS before }",
                "{ $.event = } | strings are compared",
                "{ $.event < \"a\" } | with = and != only",
                "{ $.a = 1 && } | not }",
                "{ ($.a = 1 } | ) is missing before }",
                "{ $.a = 1 } x | it should end before x",
                "{ $.a IS MISSING } | FALSE is missing before MISSING",
                "ERROR ?WARN | does not mix terms"
            })
    void whatIsNotKnownIsRefusedByName(String pattern, String message) {
        assertThatThrownBy(() -> FilterPattern.read(pattern))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }

    private static boolean matches(String pattern, String line) {
        return FilterPattern.read(pattern).matches(line, FilterPattern.json(line));
    }
}
