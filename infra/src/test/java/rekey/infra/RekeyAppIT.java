package rekey.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as {@code cdk} runs it: the built jar with the built archive, in a process of its own. */
class RekeyAppIT {
    private static final Path ARCHIVE = Synthesis.ROOT.resolve("lambda/target/rekey-functions.zip");
    private static final String JAR = "lib/rekey-functions.jar";
    private static final Path CDK = Synthesis.ROOT.resolve("node_modules/.bin/cdk");

    @TempDir
    private Path directory;

    private record Outcome(int code, String output) {}

    @Test
    void writesATemplateThatDeploysTheBuiltArchive() throws Exception {
        Outcome outcome = run(Synthesis.USUAL);

        assertThat(outcome.code()).as(outcome.output()).isZero();
        JsonNode template = read("Rekey-my-erp.template.json");
        assertThat(template.get("Description").asText()).contains("my-erp");
        JsonNode assets = read("Rekey-my-erp.assets.json").get("files");
        String archived = assets.properties().stream()
                .map(file -> file.getValue().at("/source/path").asText())
                .filter(path -> path.endsWith(".zip"))
                .reduce((one, other) -> one + other)
                .orElseThrow();
        assertThat(directory.resolve(archived)).hasSameBinaryContentAs(ARCHIVE);
    }

    @Test
    void writesTheSameBytesInEveryProcess() throws Exception {
        run(Synthesis.EVERYTHING);
        String once = Files.readString(directory.resolve("Rekey-my-erp.template.json"));
        run(Synthesis.EVERYTHING);

        assertThat(directory.resolve("Rekey-my-erp.template.json")).hasContent(once);
    }

    @Test
    void endsWithEveryProblemAndNoStackTraceWhenItIsConfiguredWrongly() throws Exception {
        Outcome outcome = run(Map.of("app", "my/erp", "phone", "4155550100", "emial", "ops@example.com"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("\"emial\": there is no such key")
                .contains("app: \"my/erp\" is wrong")
                .contains("email: It is not set")
                .contains("phone: \"4155550100\" is wrong")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void showsAnExampleThatNobodyCanDeployWhenNothingIsConfigured() throws Exception {
        Outcome outcome = run(Map.of());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(read("manifest.json")
                        .at("/artifacts/Rekey-my-erp/environment")
                        .asText())
                .isEqualTo("aws://000000000000/us-east-1");
        assertThat(Files.readString(directory.resolve("validation-report.json")))
                .contains("Nothing is configured");
    }

    /** 10 MB: what a function starts with is first fetched and unpacked. */
    @Test
    void archivesOneJarOfAtMost10MegabytesWithTheDateOfNoBuild() throws Exception {
        assertThat(ARCHIVE.toFile()).size().isLessThanOrEqualTo(10_000_000);
        try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
            assertThat(archive.stream()).extracting(ZipEntry::getName).containsExactly("lib/", JAR);
            assertThat(archive.stream()).allSatisfy(RekeyAppIT::assertHasTheDateOfNoBuild);
        }
    }

    @Test
    void mergesEveryLibraryUncompressedIntoThatJar() throws Exception {
        try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
            Files.copy(archive.getInputStream(archive.getEntry(JAR)), directory.resolve("functions.jar"));
        }
        try (JarFile jar = new JarFile(directory.resolve("functions.jar").toFile())) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(jar.stream().toList())
                    .doesNotHaveDuplicates()
                    .allSatisfy(RekeyAppIT::assertHasTheDateOfNoBuild)
                    .allSatisfy(entry -> assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED));
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "rekey/token/TokenHandler.class",
                            "META-INF/versions/21/com/fasterxml/jackson/core/internal/shaded/fdp/v2_23_0/FastDoubleSwar.class",
                            "META-INF/services/software.amazon.awssdk.http.SdkHttpService",
                            "META-INF/licenses/slf4j-api-jar/META-INF/LICENSE.txt",
                            "META-INF/licenses/ssm-jar/META-INF/NOTICE.txt")
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)|.*module-info\\.class"))
                    .noneMatch(name -> name.startsWith("rekey/sandbox/") || name.startsWith("org/junit/"));
        }
    }

    private static void assertHasTheDateOfNoBuild(ZipEntry entry) {
        assertThat(entry.getTimeLocal()).asString().startsWith("2026-11-23T00:00");
    }

    /** The whole command; its own validation of the template is on. */
    @Test
    void cdkSynthWorksWithoutAnAccount() throws Exception {
        assumeTrue(Files.exists(CDK), "the CDK's command line is not installed (npm ci)");
        ProcessBuilder cdk = new ProcessBuilder(
                CDK.toAbsolutePath().toString(),
                "synth",
                "--quiet",
                "--output",
                directory.toString(),
                "--strict",
                "--build",
                "true",
                "-c",
                "app=my-erp",
                "-c",
                "email=ops@example.com");
        cdk.directory(Synthesis.ROOT.toFile());
        cdk.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        Outcome outcome = outcome(cdk);

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(read("Rekey-my-erp.template.json").get("Resources").size()).isGreaterThan(20);
        assertThat(Synthesis.flags()).containsEntry("@aws-cdk/core:validateAgainstDefaultRules", true);
    }

    private Outcome run(Map<String, String> context) throws IOException, InterruptedException {
        ObjectNode all = Synthesis.JSON.valueToTree(Synthesis.flags());
        context.forEach(all::put);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-jar",
                "target/rekey-infra.jar",
                ARCHIVE.toString(),
                directory.resolve("image").toString()));
        ProcessBuilder java = new ProcessBuilder(command);
        java.environment().put("CDK_OUTDIR", directory.toString());
        java.environment().put("CDK_CONTEXT_JSON", all.toString());
        return outcome(java);
    }

    private static Outcome outcome(ProcessBuilder process) throws IOException, InterruptedException {
        Process started = process.redirectErrorStream(true).start();
        String output = new String(started.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(started.waitFor(), output);
    }

    private JsonNode read(String file) throws IOException {
        return Synthesis.JSON.readTree(directory.resolve(file).toFile());
    }

    /** The example is for who configured nothing, not for who forgot one key. */
    @Test
    void showsNoExampleToWhoForgotTheApplication() throws Exception {
        Outcome outcome = run(Map.of("email", "ops@example.com"));

        assertThat(outcome.code()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output()).contains("app: It is not set").doesNotContain("\tat ");
        assertThat(directory.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void saysHowToBuildWhatAnImageIsMadeFrom() throws Exception {
        Outcome outcome = run(Synthesis.IMAGE);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("./mvnw -pl bench -am package").doesNotContain("\tat ");
    }

    @Test
    void saysHowToBuildAnArchiveThatIsMissing() throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/rekey-infra.jar",
                "no/such.zip",
                "no/such");
        java.environment().put("CDK_OUTDIR", directory.toString());
        Outcome outcome = outcome(java);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("There is no archive no/such.zip: build it with")
                .doesNotContain("\tat ");
    }
}
