package rekey.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import rekey.bench.standin.StandInProcess;

/**
 * What a container image's build runs: makes an archive of the token function's classes for the JVM that runs this, in the
 * way that the benchmark makes its own. Its arguments are the command that the image is started with.
 *
 * <p>The certificate authority of the stand-ins is trusted by these two starts of the function only. Its private key is
 * in no file.
 */
final class ImageTrainer {
    private static final String ARCHIVE = "-XX:AOTCache=";

    private final List<String> command;
    private final Path archive;

    private ImageTrainer(List<String> command) {
        this.command = command;
        archive = Path.of(valueOf(ARCHIVE));
    }

    public static void main(String[] command) throws InterruptedException {
        try {
            ClassArchive made = new ImageTrainer(List.of(command)).train();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes, from which a start takes %,d classes of ours and of our libraries.%n",
                    made.file(),
                    Files.size(made.file()),
                    made.classes());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The image gets no archive of classes: " + e);
            System.exit(1);
        }
    }

    private ClassArchive train() throws IOException, InterruptedException {
        JavaFunctions.unpackLibrary(Path.of(valueOf(JavaFunctions.NATIVE_LIBRARY)));
        settle();
        Path folder = Files.createTempDirectory("rekey-training-");
        try (StandInProcess standIns = StandInProcess.start(Jdk.running().cacerts(), folder)) {
            Launch launch = new Launch(new Cpus(List.of(), -1), standIns);
            ClassArchive made = ClassArchive.train(flags -> started(flags, standIns), archive, true, folder, launch);
            delete(folder);
            return made;
        }
    }

    /**
     * Makes every file readable by all, for Lambda runs a function as nobody in particular, and its date one of whole
     * seconds: a layer of an image may know no others, and a JVM may compare the dates of jars. 25.0.3 does not.
     *
     * @see <a href="https://bugs.openjdk.org/browse/JDK-8377932">JDK-8377932</a>
     */
    private void settle() throws IOException {
        try (Stream<Path> files = Files.list(archive.getParent())) {
            for (Path file : files.toList()) {
                FileTime date = Files.getLastModifiedTime(file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                Files.setLastModifiedTime(file, FileTime.from(date.toInstant().truncatedTo(ChronoUnit.SECONDS)));
            }
        }
    }

    private Function started(List<String> flags, StandInProcess standIns) {
        List<String> words = new ArrayList<>(command);
        int place = words.indexOf(ARCHIVE + archive);
        words.remove(place);
        words.addAll(place, flags);
        Path taskRoot = archive.getParent();
        Map<String, String> variables = LambdaVariables.of(words.get(words.size() - 1), taskRoot, standIns);
        variables.put(
                "JAVA_TOOL_OPTIONS",
                JavaFunctions.JAVA_TOOL_OPTIONS + " -Djavax.net.ssl.trustStore=" + standIns.trustStore());
        return new Function("token function in an image", words, variables, taskRoot);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private String valueOf(String flag) {
        return command.stream()
                .filter(word -> word.startsWith(flag))
                .map(word -> word.substring(flag.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Its command has no " + flag + "."));
    }
}
