package rekey.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
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
            new Runner(new OptionsBuilder()
                            .include(TokenPathBenchmark.class.getName())
                            .forks(3)
                            .warmupIterations(5)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(1))
                            // As the stack sets it for the function.
                            .jvmArgsAppend("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                            .resultFormat(ResultFormatType.JSON)
                            .result(written.toString())
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IOException("JMH cannot run: " + e.getMessage(), e);
        }
    }
}
