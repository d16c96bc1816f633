package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the token function took when that was last accepted, {@code cold-path.json}. With {@code -Drekey.baseline=write}
 * it is not compared with but written anew: look at what became of it before you commit it.
 */
final class Baseline {
    private static final Path FILE = Path.of("src/test/resources/cold-path.json");
    private static final boolean WRITES = "write".equals(System.getProperty("rekey.baseline"));
    private static final String JDK = Integer.toString(Runtime.version().feature());
    /** Of an origin's classes: builds of one JDK differ by some. */
    private static final double TOLERANCE = 0.03;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Baseline() {}

    /** Each origin within 3 % and five classes, for this JDK's feature version; skipped when it has none. */
    static void compareClasses(Map<String, Integer> counted) throws IOException {
        ObjectNode all = read();
        if (WRITES) {
            all.withObject("/classes").set(JDK, JSON.valueToTree(counted));
            write(all);
            return;
        }
        var expected = all.at("/classes/" + JDK);
        assumeTrue(expected.isObject(), "there is no baseline of loaded classes for JDK " + JDK);
        expected.properties().forEach(origin -> {
            int before = origin.getValue().asInt();
            assertThat(counted.getOrDefault(origin.getKey(), 0))
                    .as("classes of %s; accept with -Drekey.baseline=write", origin.getKey())
                    .isCloseTo(before, within((int) Math.round(before * TOLERANCE) + 5));
        });
        assertThat(expected.fieldNames()).toIterable().containsAll(counted.keySet());
    }

    /** Exactly. */
    static void compareCalls(String scenario, Map<String, Long> counted) throws IOException {
        ObjectNode all = read();
        if (WRITES) {
            all.withObject("/calls").set(scenario, JSON.valueToTree(counted));
            write(all);
            return;
        }
        assertThat(JSON.readTree(JSON.writeValueAsString(counted)))
                .as("calls to Amazon, %s; accept with -Drekey.baseline=write", scenario)
                .isEqualTo(all.at("/calls").path(scenario));
    }

    private static synchronized ObjectNode read() throws IOException {
        return Files.exists(FILE) ? (ObjectNode) JSON.readTree(FILE.toFile()) : JSON.createObjectNode();
    }

    private static synchronized void write(ObjectNode all) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, JSON.writeValueAsString(JSON.treeToValue(all, Map.class)) + "\n");
    }
}
