package rekey.function;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    private static JsonFields read(String text) throws IOException {
        return JsonFields.read(text.replace('\'', '"').getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void givesEachFieldAsWhatItIs() throws IOException {
        JsonFields fields = read("{'text':'a\\u0041','number':-7,'yes':true,'no':false}");

        assertThat(fields.names()).containsExactly("text", "number", "yes", "no");
        assertThat(fields.text("text")).contains("aA");
        assertThat(fields.integer("number")).contains(-7L);
        assertThat(fields.flag("yes")).contains(true);
        assertThat(fields.flag("no")).contains(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "1.0", "1e3", "99999999999999999999", "[1,[2,'3']]", "{'b':{'a':'x'},'c':[]}", "-1e999"})
    void saysOfAnyOtherValueThatItIsThere(String value) throws IOException {
        JsonFields fields = read("{'a':%s,'z':1}".formatted(value));

        assertThat(fields.has("a")).isTrue();
        assertThat(fields.names()).containsExactly("a", "z");
        assertThat(fields.text("a")).isEmpty();
        assertThat(fields.integer("a")).isEmpty();
        assertThat(fields.flag("a")).isEmpty();
    }

    @Test
    void takesNothingForAnythingElse() throws IOException {
        JsonFields fields = read("{'text':'1','number':1,'flag':true}");

        assertThat(fields.text("number")).isEmpty();
        assertThat(fields.integer("text")).isEmpty();
        assertThat(fields.integer("flag")).isEmpty();
        assertThat(fields.flag("text")).isEmpty();
        assertThat(fields.has("missing")).isFalse();
        assertThat(fields.text("missing")).isEmpty();
    }

    @Test
    void takesTheWidestNumberOf64Bits() throws IOException {
        assertThat(read("{'a':9223372036854775807}").integer("a")).contains(Long.MAX_VALUE);
        assertThat(read("{'a':9223372036854775808}").integer("a")).isEmpty();
    }

    @Test
    void readsUtf16AsWell() throws IOException {
        assertThat(JsonFields.read("{\"a\":\"b\"}".getBytes(UTF_16LE))
                        .orElseThrow()
                        .text("a"))
                .contains("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "['a',{}]", "1", "'a'", "null", "true", " "})
    void isEmptyOfAnythingButAnObject(String text) throws IOException {
        assertThat(JsonFields.read(text.replace('\'', '"').getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{'a'",
                "{'a':",
                "{'a':1",
                "{'a':1,}",
                "{}{}",
                "{} x",
                "[] []",
                "['a'",
                "1 2",
                "{'a':1,'a':2}",
                "{'a':{'b':1,'b':2}}",
                "[{'b':1,'b':2}]",
                "{'a':NaN}",
                "{a:1}",
                "x"
            })
    void refusesWhatIsNotOneTextWithEachFieldOnce(String text) {
        assertThatThrownBy(() -> JsonFields.read(text.replace('\'', '"').getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
