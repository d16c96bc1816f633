package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;

/** What a target gets of an event. */
class InputTest {
    private static final String DETAIL = """
            {"id":"i-1","payload":{"a":"x","b":[1,2]},"one":["HIGH"],"two":["A","B"],"true":true,"number":1.50,
             "quote":"say \\"hi\\"","line":"a\\nb","null":null}
            """;
    private static final String PATHS = """
            {"id":"$.detail.id","payload":"$.detail.payload","one":"$.detail.one","two":"$.detail.two",
             "true":"$.detail.true","number":"$.detail.number","quote":"$.detail.quote","line":"$.detail.line",
             "second":"$.detail.two[1]","type":"$.detail-type","missing":"$.detail.nowhere.at.all"}
            """;

    private final Doorstep doorstep = new Doorstep();

    /** As EventBridge was seen to do it, where somebody looked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"<id> is <type>\"                   | \"i-1 is Something\"",
                "\"a <missing> b\"                    | \"a  b\"",
                "{\"a\": <missing>}                   | {\"a\": \"\"}",
                "{\"a\": <id>, \"b\": [<id>, \"c\"]}  | {\"a\": \"i-1\", \"b\": [\"i-1\", \"c\"]}",
                "{\"a\": \"u/<id>/v/<id>\"}           | {\"a\": \"u/i-1/v/i-1\"}",
                "{\"a\": <payload>}                   | {\"a\": {\"a\":\"x\",\"b\":[1,2]}}",
                "\"got <payload>\"                    | \"got {a:x,b:[1,2]}\"",
                "\"<one> of <two>\"                   | \"[HIGH] of [A,B]\"",
                "{\"a\": <one>}                       | {\"a\": [\"HIGH\"]}",
                "\"<true> <number> <second>\"         | \"true 1.5 B\"",
                "{\"a\": <quote>}                     | {\"a\": \"say \\\"hi\\\"\"}",
                "<id>                                 | \"i-1\"",
                "\"instance \\\"<id>\\\"\"            | \"instance \\\"i-1\\\"\"",
                "\"1 < 2 <id> > 0\"                   | \"1 < 2 i-1 > 0\"",
                "\"$1 \\\\ <id>\"                     | \"$1 \\\\ i-1\"",
                "\"<aws.events.rule-name>\"           | \"r\"",
                "{\"a\":<aws.events.rule-arn>}        | {\"a\":\"arn:aws:events:us-east-1:123456789012:rule/r\"}",
                "<aws.events.event.ingestion-time>    | \"2026-11-23T00:00:00Z\""
            })
    void fillsATemplate(String template, String expected) {
        assertThat(transformed(template)).isEqualTo(expected);
        assertThat(doorstep.failures).isEmpty();
    }

    @Test
    void severalLinesOfTextAreDeliveredAsTheyAre() {
        assertThat(transformed("\"<id> a\"\n\"<two> b\"")).isEqualTo("\"i-1 a\"\n\"[A,B] b\"");
    }

    @Test
    void theWholeEventCanBeAValue() throws Exception {
        JsonNode made = AwsJson.read(transformed("{\"a\":<aws.events.event>,\"b\":<aws.events.event.json>}"));

        assertThat(made.at("/b/detail/id").asText()).isEqualTo("i-1");
        assertThat(made.at("/b/detail-type").asText()).isEqualTo("Something");
        assertThat(made.at("/a/detailType").asText()).isEqualTo("Something");
        assertThat(made.get("a").has("detail")).isFalse();
    }

    /** Values are not escaped, so these make no JSON, and EventBridge delivers nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"he <quote>\"", "{\"a\": \"<payload>\"}", "{\"a\": \"<one>\"}", "\"a <line>\""})
    void whatMakesNoJsonCountsAsFailedAndGoesToTheQueue(String template) {
        put(template, PATHS);
        doorstep.happens(DETAIL);

        assertThat(doorstep.at(Doorstep.QUEUE)).isEmpty();
        assertThat(doorstep.at(Doorstep.DEAD_LETTERS)).hasSize(1);
        assertThat(doorstep.failures)
                .containsEntry("AWS/Events FailedInvocations {RuleName=r}", 1)
                .containsEntry("AWS/Events InvocationsSentToDlq {RuleName=r}", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no quotes around <id>  | {\"id\":\"$.id\"}      | Put quotes around a text",
                "{<id>: 1}              | {\"id\":\"$.id\"}      | cannot be the name of a member",
                "{\"<id>\": 1}          | {\"id\":\"$.id\"}      | cannot be the name of a member",
                "\"<other>\"            | {\"id\":\"$.id\"}      | contains invalid placeholder other.",
                "\"<id>\"               | {\"id\":\"$['id']\"}   | $['id'] is not a JSON path",
                "\"<id>\"               | {\"id\":\"detail.id\"} | detail.id is not a JSON path",
                "\"<id>\"               | {\"id\":\"$.a[*].b\"}  | $.a[*].b is not a JSON path",
                "\"<AWS.x>\"            | {\"AWS.x\":\"$.id\"}   | contains invalid key AWS.x."
            })
    void refusesATransformerThatCannotWork(String template, String paths, String why) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> put(template, paths))
                .withMessageContaining(why)
                .matches(error -> error.type().equals("ValidationException"));
    }

    @Test
    void takesAHundredPathsAndEightThousandCharacters() {
        put("\"" + "x".repeat(8190) + "\"", paths(100));

        assertThatExceptionOfType(AwsError.class).isThrownBy(() -> put("\"x\"", paths(101)));
        assertThatExceptionOfType(AwsError.class).isThrownBy(() -> put("\"" + "x".repeat(8191) + "\"", paths(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Input\":\"{\\\"a\\\": 1}\"     | {\"a\": 1}",
                "\"Input\":\"\\\"text\\\"\"       | \"text\"",
                "\"InputPath\":\"$.detail.id\"    | \"i-1\"",
                "\"InputPath\":\"$.detail.one\"   | [\"HIGH\"]",
                "\"InputPath\":\"$.resources[0]\" | \"arn:of:it\""
            })
    void givesWhatIsAskedFor(String input, String expected) {
        doorstep.rule("r", "{\"Id\":\"1\",\"Arn\":\"%s\",%s}".formatted(Doorstep.QUEUE, input));
        doorstep.happens(DETAIL);

        assertThat(doorstep.messages()).containsExactly(expected);
    }

    @Test
    void givesTheEventAsEventBridgeSendsIt() throws Exception {
        doorstep.rule("r", "{\"Id\":\"1\",\"Arn\":\"%s\"}".formatted(Doorstep.QUEUE));
        doorstep.happens("{\"a\":1}");
        ObjectNode event = (ObjectNode) AwsJson.read(doorstep.messages().get(0));

        assertThat(event.remove("id").asText()).hasSize(36);
        assertThat(inTheFirstMinute(event.toString()))
                .isEqualTo("{\"version\":\"0\",\"detail-type\":\"Something\",\"source\":\"test\","
                        + "\"account\":\"123456789012\",\"time\":\"2026-11-23T00:00:00Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[\"arn:of:it\"],\"detail\":{\"a\":1}}");
    }

    @Test
    void refusesMoreThanOneInput() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> doorstep.rule(
                        "r",
                        "{\"Id\":\"1\",\"Arn\":\"%s\",\"Input\":\"1\",\"InputPath\":\"$.id\"}"
                                .formatted(Doorstep.QUEUE)))
                .withMessage("Only one of Input, InputPath, or InputTransformer must be provided for target 1.");
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> doorstep.rule(
                        "r", "{\"Id\":\"1\",\"Arn\":\"%s\",\"Input\":\"text\"}".formatted(Doorstep.QUEUE)))
                .withMessage("Input for target 1 is not a valid JSON text.");
    }

    private String transformed(String template) {
        put(template, PATHS);
        doorstep.happens(DETAIL);
        assertThat(doorstep.messages()).hasSize(1);
        return inTheFirstMinute(doorstep.messages().get(0));
    }

    /** The clock ticks while a test runs. */
    private static String inTheFirstMinute(String message) {
        return message.replaceAll("T00:00:\\d\\dZ", "T00:00:00Z");
    }

    private void put(String template, String paths) {
        ObjectNode target = AwsJson.object().put("Id", "1").put("Arn", Doorstep.QUEUE);
        target.putObject("DeadLetterConfig").put("Arn", Doorstep.DEAD_LETTERS);
        ObjectNode transformer = target.putObject("InputTransformer").put("InputTemplate", template);
        transformer.set("InputPathsMap", Doorstep.json(paths));
        doorstep.rule("r", target.toString());
    }

    private static String paths(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"v%d\":\"$.id\"".formatted(i))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
