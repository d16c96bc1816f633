package rekey.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rekey.bench.result.Page;
import rekey.bench.result.Picture;
import rekey.bench.result.Results;

/** What the page and the picture show is what was measured. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theTablesOfThePageAreThoseOfTheResults() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/performance.md"));

        assertThat(page).as("run ./bench/run --draw").isEqualTo(new Page(results()).filled(page));
    }

    @Test
    void thePictureIsDrawnFromTheResults() throws IOException {
        assertThat(Files.readString(ROOT.resolve("bench/results.svg")))
                .as("run ./bench/run --draw")
                .isEqualTo(new Picture(results()).svg());
    }

    @Test
    void thePageNamesEveryOptionThatItShows() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/performance.md"));

        assertThat(page).contains("./bench/run --quick", "./bench/run --jmh", "./bench/run --draw");
        assertThat(Options.HELP).contains("--quick", "--jmh", "--draw");
    }

    private static Results results() throws IOException {
        return Results.read(ROOT.resolve("bench/results.json"));
    }
}
