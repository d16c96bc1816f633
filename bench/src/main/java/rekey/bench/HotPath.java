package rekey.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import rekey.token.TokenPathBenchmark;

/** Runs what JMH measures: the path inside the handler, without a runtime or a network around it. */
final class HotPath {
    private HotPath() {}

    static void measure(Path written) throws IOException {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(TokenPathBenchmark.class.getName())
                            .forks(3)
                            .warmupIterations(5)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(1))
                            // As the stack sets it for the function.
                            .jvmArgsAppend("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms12m")
                            .build())
                    .run();
            Files.writeString(written, json(results) + "\n");
        } catch (RunnerException e) {
            throw new IOException("JMH cannot run: " + e.getMessage(), e);
        }
    }

    /** JMH's own JSON names the folders of the machine that it ran on: nobody needs to know those. */
    private static String json(Collection<RunResult> results) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode all = json.createObjectNode();
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            all.putObject(result.getParams().getBenchmark())
                    .put("unit", primary.getScoreUnit())
                    .put("mean", primary.getScore())
                    .put("error", primary.getScoreError())
                    .put("n", primary.getSampleCount())
                    .put("jdk", result.getParams().getJdkVersion())
                    .put("jmh", result.getParams().getJmhVersion());
        }
        return json.writeValueAsString(all);
    }
}
