package rekey.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archive of the token function's classes, made by one run of it for exactly one JDK: an <a
 * href="https://openjdk.org/jeps/514">AOT cache</a> from JDK 25 on, before that a dynamic <a
 * href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">CDS archive</a>.
 *
 * @param classes of our libraries and ours that a start takes from the archive rather than from jars
 */
public record ClassArchive(Path file, boolean aot, long classes) {
    private static final int AOT_IN_ONE_STEP = 25;

    /** The token function as an image starts it, with flags that make the archive or use it. */
    interface Image {
        Function started(List<String> flags) throws IOException;
    }

    /** @throws IOException when none was made, or a JVM does not use it */
    public static ClassArchive train(JavaFunctions functions, Path taskRoot, Path folder, Launch launch)
            throws IOException, InterruptedException {
        boolean aot = functions.java().feature() >= AOT_IN_ONE_STEP;
        Path file = folder.resolve(aot ? "rekey.aot" : "rekey.jsa");
        return train(flags -> functions.image(taskRoot, flags), file, aot, folder, launch);
    }

    /**
     * @param file to make
     * @param folder for a log
     * @throws IOException when none was made, or a JVM does not use it
     */
    static ClassArchive train(Image image, Path file, boolean aot, Path folder, Launch launch)
            throws IOException, InterruptedException {
        Function training = image.started(List.of((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file));
        try (RunningFunction function = launch.start(training)) {
            function.firstAnswer(Launch.TOKEN);
            function.call(Launch.calls(20), Launch.TOKEN);
            function.end();
        }
        if (!Files.exists(file)) {
            throw new IOException("The JVM has written no archive of classes.");
        }
        ClassArchive made = new ClassArchive(file, aot, 0);
        return new ClassArchive(file, aot, made.count(image, folder, launch));
    }

    /** What a JVM is told so that it uses it. */
    public List<String> flags() {
        return List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }

    private long count(Image image, Path folder, Launch launch) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> flags = new ArrayList<>(flags());
        flags.add("-Xlog:class+load:file=" + log);
        try (RunningFunction function = launch.start(image.started(flags))) {
            function.firstAnswer(Launch.TOKEN);
            function.end();
        }
        try (var lines = Files.lines(log)) {
            long shared = lines.filter(ClassArchive::isOurs)
                    .filter(line -> line.contains("shared objects file"))
                    .count();
            if (shared == 0) {
                throw new IOException(
                        "The JVM does not use its archive of classes: %s says from where it took them.".formatted(log));
            }
            return shared;
        }
    }

    private static boolean isOurs(String line) {
        return Stream.of(" software.amazon.", " rekey.", " okhttp3.", " com.fasterxml.")
                .anyMatch(line::contains);
    }
}
