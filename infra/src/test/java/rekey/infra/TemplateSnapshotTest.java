package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The template as it was last looked at. A logical id that changes means a resource that is replaced in every
 * deployment; whoever renews a snapshot reads its difference first. The sandbox deploys them. Renew them by
 * {@code ./mvnw -pl infra -am test -Dtest=TemplateSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false -Drekey.snapshot=write}.
 */
class TemplateSnapshotTest {
    private static final Map<String, Map<String, String>> CONTEXTS =
            Map.of("usual", Synthesis.USUAL, "sellers", Synthesis.SELLERS, "everything", Synthesis.EVERYTHING);

    @ParameterizedTest
    @ValueSource(strings = {"usual", "sellers", "everything"})
    void isAsItWasLastLookedAt(String name) throws Exception {
        Path snapshot = Path.of("src/test/resources/template-%s.json".formatted(name));
        String template = Synthesis.JSON
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Synthesis.of(CONTEXTS.get(name)).template())
                + "\n";
        if ("write".equals(System.getProperty("rekey.snapshot"))) {
            Files.writeString(snapshot, template);
        }

        assertThat(template).isEqualTo(Files.readString(snapshot));
    }

    /** {@code Map.of} has another order in every process; a template that has it differs from itself. */
    @ParameterizedTest
    @ValueSource(strings = {"Condition", "StringEquals", "detail", "Variables"})
    void hasItsMapsInOrder(String field) {
        List<JsonNode> maps = new ArrayList<>();
        for (Map<String, String> context : List.of(Synthesis.EVERYTHING, Synthesis.ANY_SELLER)) {
            maps.addAll(Synthesis.of(context).template().findValues(field));
        }
        assertThat(maps).isNotEmpty();
        for (JsonNode map : maps) {
            List<String> names = new ArrayList<>();
            map.fieldNames().forEachRemaining(names::add);
            assertThat(names).isNotEmpty().isSorted();
        }
    }
}
