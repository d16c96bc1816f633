package rekey.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaFunctionsTest {

    @Test
    void tellsTheJvmWhatTheStackTellsIt() throws Exception {
        JsonNode stack = new ObjectMapper()
                .readTree(Path.of("../infra/src/test/resources/template-usual.json")
                        .toFile());

        List<String> options = stack.at("/Resources").findValuesAsText("JAVA_TOOL_OPTIONS");

        assertThat(options).isNotEmpty().containsOnly(JavaFunctions.JAVA_TOOL_OPTIONS);
    }
}
