package rekey.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import rekey.failure.Failure;
import rekey.ledger.Phase;
import rekey.lwa.LwaEndpoint;
import rekey.rotation.RotationSettings;

/** What the pages list is what the code has. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/token.md",
            "docs/deploy.md",
            "docs/operate.md",
            "docs/rotate.md",
            "docs/performance.md",
            "docs/provision.md",
            "docs/sandbox.md");

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

        assertThat(all("^\\| `(rekey\\.failure\\.\\w+)`", read("docs/token.md") + read("docs/rotate.md")))
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
    void everyVariableOfTheRotationIsDocumentedWithItsDefault() throws IOException {
        String page = read("docs/rotate.md");

        assertThat(all("^\\| `(REKEY_\\w+)`", page))
                .containsExactlyInAnyOrder(
                        "REKEY_APP",
                        "REKEY_KEY_ARN",
                        "REKEY_LWA_ENDPOINT",
                        "REKEY_ROTATE_DAYS_BEFORE",
                        "REKEY_ROTATION",
                        "REKEY_SELLERS",
                        "REKEY_SPAPI_ENDPOINT",
                        "REKEY_TOPIC_ARN");
        assertThat(page)
                .contains("| `" + LwaEndpoint.DEFAULT + "` |")
                .contains("| `" + RotationSettings.DAYS_BEFORE + "` | how many days before its end, "
                        + RotationSettings.FEWEST_DAYS_BEFORE + " to " + RotationSettings.MOST_DAYS_BEFORE);
    }

    @Test
    void everyNoticeIsListedByItsSubject() throws IOException {
        List<Pattern> listed = all("^\\| (\\*.+?\\*) \\|", read("docs/rotate.md")).stream()
                .flatMap(cell -> all("\\*([^*]+)\\*", cell).stream())
                .map(subject -> Pattern.compile(
                        Stream.of(subject.split("…", -1)).map(Pattern::quote).collect(joining(".+"))))
                .toList();
        List<String> subjects = new ArrayList<>();
        try (Stream<Path> notices = Files.list(ROOT.resolve("lambda/src/test/resources/notices"))) {
            for (Path notice : notices.toList()) {
                subjects.addAll(all("^Subject: my-erp: (.+)$", Files.readString(notice)));
            }
        }

        assertThat(subjects)
                .hasSizeGreaterThan(20)
                .allSatisfy(subject -> assertThat(listed)
                        .as(subject)
                        .anyMatch(pattern -> pattern.matcher(subject).matches()));
        assertThat(listed)
                .allSatisfy(pattern -> assertThat(subjects)
                        .as(pattern.pattern())
                        .anyMatch(subject -> pattern.matcher(subject).matches()));
    }

    @Test
    void everyPhaseIsDocumentedWithItsNumber() throws IOException {
        String page = read("docs/rotate.md").replaceAll("\\s+", " ");

        assertThat(page)
                .contains("0 no secret is known, 1 in use, 2 due, 3 requested, 4 received, 5 overlap, 6 expired");
        assertThat(Phase.values())
                .containsExactly(
                        Phase.UNKNOWN,
                        Phase.IN_USE,
                        Phase.DUE,
                        Phase.REQUESTED,
                        Phase.RECEIVED,
                        Phase.OVERLAP,
                        Phase.EXPIRED);
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        for (String page : PAGES) {
            for (String link : all("]\\((?!https?:)([^)#]+)", read(page))) {
                assertThat(ROOT.resolve(page).resolveSibling(link)).as(page).exists();
            }
        }
    }

    /** Also those that mails and outputs of a deployment tell people to type. */
    @Test
    void everyCommandThatPeopleAreToldToTypeIsThere() throws IOException {
        Set<String> commands = commandLine().getSubcommands().keySet();
        String told = Files.readString(ROOT.resolve("infra/src/test/resources/template-usual.json"));
        assertThat(all("rekey (put|status|token)\\b", told)).hasSizeGreaterThan(5);
        List<String> typed = new ArrayList<>(all("rekey ([a-z]+)\\b", told));
        for (String page : PAGES) {
            typed.addAll(all("(?:`|\\./|\\$\\()rekey ([a-z]+)\\b", read(page)));
        }

        assertThat(commands).containsAll(typed);
    }

    @Test
    void everyExampleIsCalledRightly() throws IOException {
        List<String> examples = new ArrayList<>();
        for (String page : PAGES) {
            examples.addAll(all("^ *\\$ \\./rekey (.+)$", read(page)));
        }

        assertThat(examples).hasSizeGreaterThan(10);
        for (String example : examples) {
            assertThat(commandLine().parseArgs(example.split(" ", -1)).errors())
                    .as(example)
                    .isEmpty();
        }
    }

    /** Arguments are seen by every user of a machine. */
    @Test
    void noExampleMakesATokenAnArgument() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String page : PAGES) {
            texts.add(read(page));
        }
        texts.add(commandLine().getSubcommands().get("token").getUsageMessage());

        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContainPattern("\\$\\([^)]*--raw"));
    }

    private static CommandLine commandLine() {
        return Rekey.commandLine(Session.ofProcess(new Terminal(new PrintWriter(Writer.nullWriter()), false, false)));
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
