package rekey.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private final Dockerfile file = read();

    /** What is not loaded by the same class path with the same options is not taken from the archive. */
    @Test
    void trainsByTheVeryCommandThatTheImageIsStartedWith() throws Exception {
        List<String> start = new ArrayList<>(file.words("ENTRYPOINT"));
        start.addAll(file.words("CMD"));

        List<String> training = file.words("RUN");

        assertThat(training.subList(0, 4))
                .containsExactly(
                        "/var/lang/bin/java", "-cp", "/tmp/trainer/*:/var/task/*", ImageTrainer.class.getName());
        assertThat(training.subList(4, training.size())).isEqualTo(start);
    }

    @Test
    void shipsTheTaskAndNothingOfItsTraining() {
        List<String> stage = file.lastStage();

        assertThat(stage).hasSize(4);
        assertThat(stage.subList(0, 2)).containsExactly("FROM ${BASE}", "COPY --from=trained /var/task/ /var/task/");
        assertThat(stage.get(2)).startsWith("ENTRYPOINT ");
        assertThat(stage.get(3)).isEqualTo("CMD [\"rekey.token.TokenHandler::handleRequest\"]");
    }

    private static Dockerfile read() {
        try {
            return Dockerfile.read(Path.of("src/main/image/Dockerfile"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
