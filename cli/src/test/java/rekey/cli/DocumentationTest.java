package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rekey.failure.Failure;
import rekey.lwa.LwaEndpoint;

/** What the pages list is what the code has. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theTwoCommandsToStartWithAreAtTheTopOfTheReadme() throws IOException {
        String firstBlock = read("README.md").split("```", -1)[1];

        assertThat(firstBlock).contains("./rekey demo").contains("./mvnw verify");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).endsWith("exec ./mvnw verify\n");
    }

    @Test
    void everyErrorTypeIsDocumentedAndNoOther() throws IOException {
        List<String> thrown = Arrays.stream(Failure.class.getPermittedSubclasses())
                .map(Class::getName)
                .toList();

        assertThat(all("^\\| `(rekey\\.failure\\.\\w+)`", read("docs/token.md")))
                .containsExactlyInAnyOrderElementsOf(thrown);
    }

    @Test
    void everyVariableIsDocumentedWithItsDefault() throws IOException {
        String page = read("docs/token.md");

        assertThat(all("^\\| `(REKEY_\\w+)`", page))
                .containsExactlyInAnyOrder("REKEY_APP", "REKEY_LWA_ENDPOINT", "REKEY_SCOPES", "REKEY_SELLERS");
        assertThat(page).contains("| `" + LwaEndpoint.DEFAULT + "` |");
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        for (String link : all("]\\((?!https?:)([^)#]+)", read("README.md"))) {
            assertThat(ROOT.resolve(link)).exists();
        }
    }

    private static String read(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
