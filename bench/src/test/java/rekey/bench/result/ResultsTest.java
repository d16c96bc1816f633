package rekey.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path folder;

    @Test
    void aRatioIsTheMedianOfTheRoundsOwnAndNotOfTheirMedians() {
        JsonNode json = CannedResults.some().json();

        assertThat(json.at("/ratios/coldTotalOursOverReference").asDouble()).isEqualTo(4);
        assertThat(json.at("/reach/coldTotalOursOverReference/min").asDouble()).isEqualTo(3);
        assertThat(json.at("/reach/coldTotalOursOverReference/max").asDouble()).isEqualTo(5);
        assertThat(json.at("/reach/coldTotalOursOverReference/n").asInt()).isEqualTo(3);
        assertThat(json.at("/reach/coldTotalOursOverReference/atMost").asDouble())
                .isEqualTo(3.5);
        assertThat(json.at("/reach/coldTotalOursOverReference/reached").asBoolean())
                .isFalse();
    }

    @Test
    void whatShouldBeLargeIsReachedFromItsLimitOn() {
        JsonNode json = CannedResults.some().json();

        assertThat(json.at("/reach/warmP50ReferenceOverOurs/atLeast").asDouble())
                .isEqualTo(150);
        assertThat(json.at("/reach/warmP50ReferenceOverOurs/reached").asBoolean())
                .isTrue();
    }

    @Test
    void rawFiguresStandBesideTheRatios() {
        JsonNode figure = CannedResults.some().json().at("/figures/cold.ours.firstCall");

        assertThat(figure.path("unit").asText()).isEqualTo("ms");
        assertThat(figure.path("median").asDouble()).isEqualTo(1_000);
        assertThat(figure.path("n").asInt()).isEqualTo(1);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Results results = CannedResults.some();
        Path file = folder.resolve("results.json");
        results.write(file);

        assertThat(Results.read(file).json()).isEqualTo(results.json());
        assertThat(Results.read(file).run()).isEqualTo(results.run());
    }

    @Test
    void saysWhichFigureIsMissing() {
        assertThatThrownBy(() -> CannedResults.some().median("warm.nobody.p50"))
                .hasMessage("warm.nobody.p50 was not measured.");
    }

    @Test
    void aScenarioThatWasNotRunIsSaid() {
        Measurements measured = new Measurements();
        measured.skip("throttled", "no control group");
        Results results = Results.of(Map.of(), measured);

        assertThat(results.json().at("/skipped/throttled").asText()).isEqualTo("no control group");
        assertThat(new Table(results).text()).contains("Not all of throttled: no control group");
    }
}
