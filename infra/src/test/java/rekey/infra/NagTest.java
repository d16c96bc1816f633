package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.StackProps;

/** cdk-nag's AwsSolutions rules have nothing to say, and nothing is suppressed. */
class NagTest {
    @TempDir
    private static Path directory;

    @Test
    void saysNothing() throws Exception {
        assertThat(said(Synthesis.USUAL)).isEmpty();
        assertThat(said(Synthesis.EVERYTHING)).isEmpty();
        assertThat(said(Synthesis.IMAGE)).isEmpty();
    }

    /** The one wildcard, which is there only where every seller's token may be read; and the proof that nag looks. */
    @Test
    void findsTheWildcardOfEverySellersToken() throws Exception {
        assertThat(said(Synthesis.ANY_SELLER))
                .singleElement()
                .asString()
                .contains("AwsSolutions-IAM5")
                .contains("parameter/my-erp/refreshToken/*");
    }

    @Test
    void isNotSilenced() {
        for (Map<String, String> context : List.of(Synthesis.USUAL, Synthesis.EVERYTHING, Synthesis.ANY_SELLER)) {
            assertThat(Synthesis.of(context).template().toString())
                    .doesNotContain("cdk_nag")
                    .doesNotContain("rules_to_suppress")
                    .doesNotContain("cfn-lint")
                    .doesNotContain("cfn_nag");
        }
    }

    private static List<String> said(Map<String, String> context) throws IOException {
        FunctionArchive archive = Synthesis.archive(Files.createTempDirectory(directory, "built"));
        App app = App.Builder.create()
                .context(Synthesis.flags())
                .outdir(Files.createTempDirectory(directory, "cdk").toString())
                .build();
        new RekeyStack(app, "Nag", StackProps.builder().build(), Configuration.from(context), archive);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        try {
            app.synth();
        } catch (RuntimeException e) {
            // Errors among what is said end a synthesis. What they are is in the report, where warnings are too.
            assertThat(e).hasMessageContaining("Validation failed");
        }
        List<String> said = new ArrayList<>();
        Synthesis.JSON
                .readTree(Path.of(app.getOutdir(), "validation-report.json").toFile())
                .findValues("violations")
                .forEach(violations -> violations.forEach(
                        violation -> said.add(violation.get("ruleName").asText() + " " + violation)));
        return said;
    }
}
