package rekey.bench.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a run of the benchmark found, as {@code bench/results.json} holds it.
 *
 * @param run on what was measured, and how: commit, JDK, Python, CPUs, date
 * @param figures everything measured, by name
 * @param ratios the figures that have a limit to reach
 * @param skipped scenarios not run, with the reason
 */
public record Results(
        Map<String, String> run, Map<String, Figure> figures, Map<Reach, Figure> ratios, Map<String, String> skipped) {
    /** @param unit empty for a ratio */
    public record Figure(String unit, Statistics statistics) {
        static Figure of(String unit, List<Double> values) {
            return new Figure(unit, Statistics.of(values));
        }

        public double median() {
            return statistics.median();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public static Results of(Map<String, String> run, Measurements measured) {
        return new Results(run, measured.figures(), measured.ratios(), measured.skipped());
    }

    /** The figure's median. @throws IllegalArgumentException when it was not measured */
    public double median(String figure) {
        Figure found = figures.get(figure);
        if (found == null) {
            throw new IllegalArgumentException(figure + " was not measured.");
        }
        return found.median();
    }

    public static Results read(Path file) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(file));
        Map<String, Figure> figures = new LinkedHashMap<>();
        json.path("figures").properties().forEach(entry -> figures.put(entry.getKey(), figure(entry.getValue())));
        Map<Reach, Figure> ratios = new EnumMap<>(Reach.class);
        json.path("reach")
                .properties()
                .forEach(entry ->
                        Reach.of(entry.getKey()).ifPresent(reach -> ratios.put(reach, figure(entry.getValue()))));
        return new Results(texts(json.path("run")), figures, ratios, texts(json.path("skipped")));
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(json()) + "\n");
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode about = json.putObject("run");
        run.forEach(about::put);
        ObjectNode medians = json.putObject("ratios");
        ratios.forEach((reach, figure) -> medians.put(reach.key(), rounded(figure.median())));
        ObjectNode reaches = json.putObject("reach");
        ratios.forEach((reach, figure) -> {
            ObjectNode one = node(figure);
            one.put(reach.atMost() ? "atMost" : "atLeast", reach.limit());
            one.put("reached", reach.isReachedBy(figure.median()));
            reaches.set(reach.key(), one);
        });
        ObjectNode all = json.putObject("figures");
        figures.forEach((name, figure) -> all.set(name, node(figure)));
        ObjectNode not = json.putObject("skipped");
        skipped.forEach(not::put);
        return json;
    }

    private static ObjectNode node(Figure figure) {
        Statistics statistics = figure.statistics();
        ObjectNode node = JSON.createObjectNode();
        if (!figure.unit().isEmpty()) {
            node.put("unit", figure.unit());
        }
        return node.put("median", rounded(statistics.median()))
                .put("min", rounded(statistics.min()))
                .put("max", rounded(statistics.max()))
                .put("n", statistics.n());
    }

    private static Figure figure(JsonNode node) {
        return new Figure(
                node.path("unit").asText(),
                new Statistics(
                        node.path("median").asDouble(),
                        node.path("min").asDouble(),
                        node.path("max").asDouble(),
                        node.path("n").asInt()));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** To a ten thousandth: more digits than any clock here has. */
    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
