package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;

/** The rules of the template that would be deployed, with the events that Parameter Store sends. */
class RemindersTest {
    private static final Path TEMPLATE = Path.of("../infra/src/test/resources/template-usual.json");
    private static final String SECRET = "/my-erp/lwa/clientsecret";
    private static final String TEXT =
            "\"{\\\"Type\\\":\\\"NoChangeNotification\\\",\\\"Version\\\":\\\"1.0\\\",\\\"Attributes\\\":{\\\"After\\\":\\\"150\\\",\\\"Unit\\\":\\\"Days\\\"}}\"";

    private final Doorstep doorstep = new Doorstep();

    @BeforeEach
    void deploy() throws IOException {
        JsonNode resources = new ObjectMapper().readTree(TEMPLATE.toFile()).get("Resources");
        for (Map.Entry<String, JsonNode> resource : resources.properties()) {
            if (resource.getValue().path("Type").asText().equals("AWS::Events::Rule")) {
                ObjectNode properties = (ObjectNode) resource.getValue().get("Properties");
                JsonNode targets = properties.remove("Targets");
                for (JsonNode target : targets) {
                    ((ObjectNode) target).put("Arn", Doorstep.TOPIC);
                    ((ObjectNode) target.get("DeadLetterConfig")).put("Arn", Doorstep.DEAD_LETTERS);
                }
                String name = "Rekey-my-erp-" + resource.getKey();
                doorstep.events.putRule(Doorstep.REGION, name, properties);
                doorstep.events.putTargets(Doorstep.REGION, name, targets);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 165, 173})
    void eachReminderSaysItsSentenceOnce(int days) {
        happens("Parameter Store Policy Action", detail(SECRET, days, "Success", TEXT));

        assertThat(doorstep.messages())
                .containsExactly("\"LWA secret unchanged %d of 180 days: rotate it, then rekey put %s\""
                        .formatted(days, SECRET));
        assertThat(doorstep.delivered)
                .allMatch(one -> one.arn().equals(Doorstep.TOPIC)
                        && one.caller().equals("events.amazonaws.com")
                        && one.context()
                                .get("aws:SourceArn")
                                .matches("arn:aws:events:us-east-1:123456789012:rule/.*After.*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SUCCESS | {\"Type\":\"NoChangeNotification\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}",
                "Success | \"{\\\"Type\\\":\\\"NoChangeNotification\\\"}\""
            })
    void bothShapesOfTheEventSayTheSame(String status, String content) {
        happens("Parameter Store Policy Action", detail(SECRET, 150, status, content));

        assertThat(doorstep.messages()).singleElement().asString().startsWith("\"LWA secret unchanged 150 of 180");
    }

    @Test
    void anyOtherAgeIsSaidInOtherWords() {
        happens("Parameter Store Policy Action", detail(SECRET, 90, "Success", TEXT));

        assertThat(doorstep.messages())
                .containsExactly("\"LWA secret is old (180 days at most): rotate it, then rekey put " + SECRET + "\"");
    }

    @Test
    void anotherParameterOrAnotherEventSaysNothing() {
        happens("Parameter Store Policy Action", detail("/my-erp2/lwa/clientsecret", 150, "Success", TEXT));
        happens("Parameter Store Change", "{\"operation\":\"Update\",\"name\":\"%s\"}".formatted(SECRET));

        assertThat(doorstep.messages()).isEmpty();
    }

    @Test
    void theBlogRepositorysPatternNeverFires() {
        doorstep.events.putRule(
                Doorstep.REGION,
                "blog",
                Doorstep.json(
                        "{\"EventPattern\":{\"source\":[\"aws.ssm\"],"
                                + "\"detail-type\":[\"Parameter Store Policy Action\"],"
                                + "\"detail\":{\"parameter-name\":[\"/my-erp/*\"],\"policy-type\":[\"NoChangeNotification\"]}}}"));
        doorstep.events.putTargets(
                Doorstep.REGION, "blog", Doorstep.json("[{\"Id\":\"1\",\"Arn\":\"%s\"}]".formatted(Doorstep.QUEUE)));

        happens("Parameter Store Policy Action", detail(SECRET, 150, "Success", TEXT));

        assertThat(doorstep.at(Doorstep.QUEUE)).isEmpty();
        assertThat(doorstep.at(Doorstep.TOPIC)).hasSize(1);
    }

    @Test
    void aReminderThatTheTopicRefusesWaitsInTheQueue() {
        doorstep.refuse(Doorstep.TOPIC, new AwsError(403, "AuthorizationError", "no"));
        happens("Parameter Store Policy Action", detail(SECRET, 150, "Success", TEXT));

        assertThat(doorstep.at(Doorstep.DEAD_LETTERS))
                .singleElement()
                .satisfies(message -> assertThat(Doorstep.json(message)
                                .at("/detail/parameter-name")
                                .asText())
                        .isEqualTo(SECRET));
    }

    private void happens(String detailType, String detail) {
        doorstep.events.put(new AwsEvent(
                "aws.ssm",
                detailType,
                Doorstep.REGION,
                List.of("arn:aws:ssm:us-east-1:123456789012:parameter" + SECRET),
                (ObjectNode) Doorstep.json(detail)));
    }

    private static String detail(String parameter, int days, String status, String content) {
        return """
                {"policy-type":"NoChangeNotification","parameter-name":"%s","parameter-type":"SecureString",
                 "policy-content":%s,"action-status":"%s",
                 "action-reason":"The parameter has not been changed for %d days. This notification was generated based on the policy created at 2018-02-05T20:26:18.795Z"}
                """.formatted(parameter, content, status, days);
    }
}
