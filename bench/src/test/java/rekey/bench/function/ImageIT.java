package rekey.bench.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.bench.standin.StandInProcess;

/**
 * The container image's build and its start without Docker: the Dockerfile's own commands, in a copy of what it would be
 * built from, on a JDK of this machine.
 */
class ImageIT {
    private static final Path BUILT = Path.of("target/image");
    private static final List<String> SHIPPED = List.of(
            "aws-lambda-java-core.jar",
            "aws-lambda-java-runtime-interface-client.jar",
            "aws-lambda-java-serialization.jar",
            "aws-lambda-jni.so",
            "java.options",
            "rekey-functions.jar",
            "rekey.aot",
            "utils-lite.jar");

    @TempDir
    private static Path directory;

    private static Jdk jdk;
    private static Dockerfile dockerfile;

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void train() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "AWS's runtime client runs on Linux only");
        String named = System.getenv().getOrDefault("REKEY_BENCH_JAVA", "");
        jdk = named.isEmpty() ? Jdk.running() : Jdk.at(Path.of(named));
        assumeTrue(jdk.feature() >= 25, "no JDK 25 or later: REKEY_BENCH_JAVA names one");
        copy(BUILT, directory);
        dockerfile = Dockerfile.read(directory.resolve("Dockerfile"));

        Outcome training = run(Map.of(), here(dockerfile.words("RUN")));

        assertThat(training.status()).as(training.output()).isZero();
        assertThat(training.output()).contains("classes of ours and of our libraries");
    }

    @Test
    void answersByItsEntryPointWithClassesFromTheArchive() throws Exception {
        Path log = directory.resolve("classes.log");
        try (StandInProcess standIns = StandInProcess.start(jdk.cacerts(), directory)) {
            List<String> command = started();
            Map<String, String> variables = LambdaVariables.of(command.get(command.size() - 1), task(), standIns);
            variables.put(
                    "JAVA_TOOL_OPTIONS",
                    "%s -Djavax.net.ssl.trustStore=%s -Xlog:class+load:file=%s"
                            .formatted(JavaFunctions.JAVA_TOOL_OPTIONS, standIns.trustStore(), log));
            Launch launch = new Launch(new Cpus(List.of(), -1), standIns);
            try (RunningFunction function = launch.start(new Function("image", command, variables, task()))) {
                function.firstAnswer(Launch.TOKEN);
                function.end();
            }
        }

        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" rekey.") || line.contains(" software.amazon."))
                .filter(line -> !line.contains("$$Lambda"))
                .toList();
        assertThat(own).hasSizeGreaterThan(500);
        assertThat(own.stream().filter(line -> !line.contains("shared objects file")))
                .as("not from the archive")
                .hasSizeLessThan(own.size() / 20);
    }

    /** Nobody trusts the stand-ins in AWS: the property that the training had is not there. */
    @Test
    void isUsedWithoutTheTrustStoreOfItsTraining() throws Exception {
        Map<String, String> asInAws = Map.of("JAVA_TOOL_OPTIONS", JavaFunctions.JAVA_TOOL_OPTIONS);

        Outcome withArchive = run(asInAws, requiring(task().resolve("rekey.aot")));
        Outcome withNone = run(asInAws, requiring(task().resolve("java.options")));

        assertThat(withArchive.status()).as(withArchive.output()).isZero();
        assertThat(withNone.status()).as(withNone.output()).isNotZero();
    }

    @Test
    void shipsFilesThatEverybodyCanReadWithDatesOfWholeSeconds() throws Exception {
        try (Stream<Path> files = Files.list(task())) {
            assertThat(files)
                    .allSatisfy(file -> {
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                .matches("r[w-]-r--r--");
                        if (!file.endsWith("rekey.aot")) {
                            assertThat(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) % 1_000_000_000)
                                    .isZero();
                        }
                    })
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(SHIPPED);
        }
    }

    @Test
    void theArchiveHoldsNoCredentialOfTheTraining() throws Exception {
        String archive = new String(Files.readAllBytes(task().resolve("rekey.aot")), ISO_8859_1);

        assertThat(archive.contains("rekey/token/TokenHandler")).isTrue();
        for (String credential : List.of(
                "not-a-secret",
                "not-a-refresh-token",
                "not-an-access-token",
                "not-a-key",
                "not-a-session",
                "AKIDBENCHMARKBENCHMA")) {
            assertThat(archive.contains(credential)).as(credential).isFalse();
        }
    }

    @Test
    void theBuildFailsWhenTheFunctionDoesNotStart() throws Exception {
        List<String> command = here(dockerfile.words("RUN"));
        command.set(command.size() - 1, "rekey.token.Nobody::handleRequest");
        command.add(1, "-Djava.io.tmpdir=" + directory);

        Outcome training = run(Map.of(), command);

        assertThat(training.status()).isEqualTo(1);
        assertThat(training.output())
                .contains("The image gets no archive of classes: ")
                .contains("rekey.token.Nobody")
                .doesNotContain("\tat rekey.bench");
    }

    /** A JVM that is started as the function is, and ends at once unless it can use the archive. */
    private static List<String> requiring(Path archive) throws IOException {
        List<String> command = here(dockerfile.words("ENTRYPOINT"));
        command.set(1, "-XX:AOTCache=" + archive);
        command.add(1, "-XX:AOTMode=on");
        command.set(command.size() - 1, "-version");
        return command;
    }

    private static List<String> started() throws IOException {
        List<String> command = here(dockerfile.words("ENTRYPOINT"));
        command.addAll(here(dockerfile.words("CMD")));
        return command;
    }

    /** With the paths of this machine in place of the image's. */
    private static List<String> here(List<String> words) {
        List<String> replaced = new ArrayList<>();
        for (String word : words) {
            replaced.add(word.replace("/var/lang", jdk.home().toString())
                    .replace("/var/task", task().toString())
                    .replace("/tmp/trainer", directory.resolve("trainer").toString()));
        }
        return replaced;
    }

    private static Path task() {
        return directory.resolve("task");
    }

    private static Outcome run(Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }
}
