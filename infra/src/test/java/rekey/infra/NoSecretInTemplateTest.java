package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;

/** Nothing that is written by a synthesis can hold a credential, whatever is configured. */
class NoSecretInTemplateTest {
    private static final String LIKE_A_CREDENTIAL =
            "amzn1\\.(oa2-cs|application-oa2-client)|Atz[ar]\\||\\b[0-9a-f]{64}\\b(?!\\.zip|\\.json)";

    @Test
    void noFileOfTheAssemblyHoldsOne() throws Exception {
        for (Map<String, String> context : List.of(Synthesis.USUAL, Synthesis.EVERYTHING, Synthesis.ANY_SELLER)) {
            try (Stream<Path> files = Files.walk(Synthesis.of(context).assembly())) {
                List<Path> written = files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".zip"))
                        .toList();
                assertThat(written).hasSizeGreaterThan(3);
                for (Path file : written) {
                    // Assets are named after the SHA-256 of their contents.
                    String text =
                            Files.readString(file).replaceAll("\"[0-9a-f]{64}(-current_account-current_region)?\"", "");
                    assertThat(text).as("%s", file).doesNotContainPattern(LIKE_A_CREDENTIAL);
                }
            }
        }
    }

    @Test
    void aParameterIsMadeWithoutAValue() {
        Map<String, JsonNode> parameters = Synthesis.of(Synthesis.EVERYTHING).resources("Custom::RekeySecureString");

        assertThat(parameters).hasSize(6);
        for (JsonNode parameter : parameters.values()) {
            Set<String> names = new TreeSet<>();
            parameter.get("Properties").fieldNames().forEachRemaining(names::add);
            names.remove("ReminderDays");
            names.remove("Repair");
            assertThat(names)
                    .containsExactly(
                            "Description",
                            "KeyAlias",
                            "KeyArn",
                            "Name",
                            "OnDelete",
                            "ServiceTimeout",
                            "ServiceToken",
                            "Tier");
        }
    }

    @Test
    void theTemplateTakesNoParameterAndNamesNoValue() {
        JsonNode template = Synthesis.of(Synthesis.EVERYTHING).template();

        assertThat(template.get("Parameters").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("BootstrapVersion");
        assertThat(template.toString()).doesNotContain("NoEcho").doesNotContain(Placeholder.VALUE);
    }
}
