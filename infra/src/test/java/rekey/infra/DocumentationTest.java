package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rekey.provision.SecureStringResource;

/** What the pages say of a deployment is what is deployed. */
class DocumentationTest {
    private static final Pattern CDK_COMMAND =
            Pattern.compile("npx cdk (?:deploy|synth|diff|destroy)(( -c [^ `\\n]+)+)");
    private static final Pattern PAIR = Pattern.compile(" -c (\\w+)=([^ ]+)");

    @Test
    void everyCommandIsConfiguredRightly() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String page : List.of("README.md", "docs/deploy.md")) {
            CDK_COMMAND
                    .matcher(read(page))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(commands::add);
        }

        assertThat(commands).hasSizeGreaterThan(3);
        for (String command : commands) {
            Map<String, String> context = new HashMap<>();
            PAIR.matcher(command).results().forEach(pair -> context.put(pair.group(1), pair.group(2)));
            if (context.containsKey("app")) {
                assertThat(Configuration.from(context).application()).hasToString("my-erp");
            } else {
                assertThat(Configuration.KEYS).containsAll(context.keySet());
            }
        }
    }

    @Test
    void everyKeyIsDocumentedAndNoOther() throws IOException {
        String section =
                read("docs/deploy.md").split("\n## Configuration\n", -1)[1].split("\n## ", -1)[0];

        assertThat(all("^\\| `(\\w+)` \\|", section)).containsExactlyElementsOf(Configuration.KEYS);
        assertThat(section)
                .contains("| `150,165,173` |")
                .contains("1 to 7 numbers")
                .contains("20 at most");
    }

    @Test
    void everyAlarmAndOutputIsDocumented() throws IOException {
        String page = read("docs/deploy.md");

        JsonNode template = Synthesis.of(Synthesis.USUAL).template();
        template.get("Outputs")
                .fieldNames()
                .forEachRemaining(output -> assertThat(page).contains("`" + output + "`"));
        Synthesis.of(Synthesis.USUAL)
                .resources("AWS::CloudWatch::Alarm")
                .values()
                .forEach(alarm -> assertThat(page)
                        .contains("`" + alarm.at("/Properties/AlarmName").asText() + "`"));
    }

    @Test
    void everyPropertyOfTheCustomResourceIsDocumented() throws Exception {
        List<String> properties = new ArrayList<>();
        for (Field constant : SecureStringResource.class.getFields()) {
            properties.add((String) constant.get(null));
        }
        properties.removeAll(
                List.of(SecureStringResource.TYPE, SecureStringResource.RETAIN, SecureStringResource.DELETE));

        String section =
                read("docs/provision.md").split("\n## Properties\n", -1)[1].split("\n## ", -1)[0];
        assertThat(all("^\\| `(\\w+)` \\|", section)).containsExactlyElementsOf(properties);
    }

    @Test
    void theReminderIsQuotedAsItIsSent() throws IOException {
        String sentence = Reminder.after(150, "").sentence().replace(Reminder.PARAMETER, "/my-erp/lwa/clientsecret");

        assertThat(read("README.md")).contains(Notices.SENDER.toUpperCase(Locale.ROOT) + "> \"" + sentence + "\"");
    }

    @Test
    void whatRingsTheOperatorIsWhatThePageSaysAnOperatorMends() throws IOException {
        assertThat(TokenAlarms.FOR_THE_OPERATOR)
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(
                        all("^\\| `(rekey\\.failure\\.\\w+)` \\| [^|]+ \\| operator[^|]*\\|", read("docs/token.md")));
    }

    @Test
    void theCommandLineOfTheCdkIsPinnedExactly() throws IOException {
        JsonNode manifest = Synthesis.JSON.readTree(read("package.json"));

        assertThat(manifest.at("/devDependencies/aws-cdk").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Synthesis.JSON
                        .readTree(read("package-lock.json"))
                        .at("/packages")
                        .get("node_modules/aws-cdk")
                        .get("version"))
                .isEqualTo(manifest.at("/devDependencies/aws-cdk"));
    }

    private static String read(String page) throws IOException {
        return Files.readString(Synthesis.ROOT.resolve(page));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
