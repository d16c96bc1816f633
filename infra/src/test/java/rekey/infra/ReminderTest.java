package rekey.infra;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** Which events remind people, judged by EventBridge's own matcher, and what people then read. */
class ReminderTest {
    private static final int SMS_BYTES = 140;

    /** As AWS documents it: policy-content is a text. */
    private static final String DOCUMENTED = """
            {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"Parameter Store Policy Action",
             "source":"aws.ssm","account":"123456789012","time":"2017-05-22T16:43:48Z","region":"us-east-1",
             "resources":["arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret"],
             "detail":{"policy-type":"NoChangeNotification","parameter-name":"/my-erp/lwa/clientsecret",
              "parameter-type":"SecureString",
              "policy-content":"{\\"Type\\":\\"NoChangeNotification\\",\\"Version\\":\\"1.0\\",\\"Attributes\\":{\\"After\\":\\"150\\",\\"Unit\\":\\"Days\\"}}",
              "action-status":"Success",
              "action-reason":"The parameter has not been changed for 150 days. This notification was generated based on the policy created at 2018-02-05T20:26:18.795Z"}}
            """;

    /** As a real mail shows it: policy-content is an object, and action-status in capitals. */
    private static final String SEEN = """
            {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"Parameter Store Policy Action",
             "source":"aws.ssm","account":"123456789012","time":"2023-03-04T13:59:28Z","region":"us-east-1",
             "resources":["arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret"],
             "detail":{"policy-type":"NoChangeNotification","parameter-name":"/my-erp/lwa/clientsecret",
              "parameter-type":"SecureString",
              "policy-content":{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}},
              "action-status":"SUCCESS",
              "action-reason":"The parameter has not been changed for 150 days. This notification was generated based on the policy created at 2023-03-04T13:59:28.278700Z."}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {DOCUMENTED, SEEN})
    void oneSentenceComesOfBothShapesOfTheEvent(String event) throws Exception {
        assertThat(messages(Synthesis.USUAL, event))
                .containsExactly(
                        "\"LWA secret unchanged 150 of 180 days: rotate it, then rekey put /my-erp/lwa/clientsecret\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 165, 173})
    void eachReminderCountsItsOwnDays(int days) throws Exception {
        String event = DOCUMENTED.replace("for 150 days", "for %d days".formatted(days));

        assertThat(messages(Synthesis.USUAL, event))
                .singleElement()
                .asString()
                .contains(" unchanged %d of 180 days: ".formatted(days));
    }

    @Test
    void anyOtherPolicyEventOfTheSecretStillReminds() throws Exception {
        String reworded = SEEN.replace("The parameter has not been changed for 150 days", "No change in 150 days");
        String byHand = SEEN.replace("for 150 days", "for 90 days");
        String inHours = SEEN.replace("for 150 days", "for 3600 hours");
        ObjectNode silent = (ObjectNode) Synthesis.JSON.readTree(SEEN);
        ((ObjectNode) silent.get("detail")).remove("action-reason");

        for (String event : List.of(reworded, byHand, inHours, silent.toString())) {
            assertThat(messages(Synthesis.USUAL, event))
                    .containsExactly(
                            "\"LWA secret is old (180 days at most): rotate it, then rekey put /my-erp/lwa/clientsecret\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "another application's secret    | /my-erp/lwa/clientsecret         | /my-erp2/lwa/clientsecret",
                "the secret not yet proven       | /my-erp/lwa/clientsecret         | /my-erp/lwa/clientsecret-pending",
                "the client identifier           | /my-erp/lwa/clientsecret         | /my-erp/lwa/clientidentifier",
                "the pattern as it stands        | /my-erp/lwa/clientsecret         | /my-erp/*",
                "a change, which has name        | \"parameter-name\"               | \"name\"",
                "an expiration                   | \"policy-type\":\"NoChangeNotification\" | \"policy-type\":\"ExpirationNotification\"",
                "a change of the parameter       | Parameter Store Policy Action    | Parameter Store Change",
                "somebody else's event           | \"aws.ssm\"                      | \"my.app\""
            })
    void nothingComesOf(String what, String instead, String of) throws Exception {
        assertThat(DOCUMENTED).contains(instead);
        assertThat(messages(Synthesis.USUAL, DOCUMENTED.replace(instead, of)))
                .as(what)
                .isEmpty();
    }

    @Test
    void oneDayIsSaidInTheSingular() throws Exception {
        Map<String, String> context =
                Map.of("app", "my-erp", "email", "ops@example.com", "rotation", "manual", "reminderDays", "1");

        assertThat(messages(context, DOCUMENTED.replace("150 days", "1 day")))
                .singleElement()
                .asString()
                .contains("unchanged 1 of 180 days");
    }

    @Test
    void theBlogRepositorysPatternWouldMatchNothing() throws Exception {
        String blogs = "{\"source\":[\"aws.ssm\"],\"detail-type\":[\"Parameter Store Policy Action\"],"
                + "\"detail\":{\"parameter-name\":[\"/my-erp/*\"]}}";

        assertThat(Ruler.matchesRule(DOCUMENTED, blogs)).isFalse();
    }

    /** With what SNS puts before it, and the quotes that a text template leaves around it. */
    @Test
    void everySentenceFitsAShortMessageForTheLongestName() throws Exception {
        String longest = "x".repeat(48);
        Map<String, String> context = Map.of(
                "app",
                longest,
                "email",
                "ops@example.com",
                "rotation",
                "manual",
                "reminderDays",
                "1,9,10,100,150,178,179");
        List<String> sentences = new ArrayList<>();
        for (JsonNode rule :
                Synthesis.of(context).resources("AWS::Events::Rule").values()) {
            sentences.add(message(
                    rule.at("/Properties/Targets/0/InputTransformer"),
                    Synthesis.JSON.readTree(DOCUMENTED.replace("/my-erp/", "/" + longest + "/"))));
        }

        assertThat(sentences).hasSize(8).allSatisfy(sentence -> {
            String sms = Notices.SENDER + "> " + sentence;
            assertThat(US_ASCII.newEncoder().canEncode(sms)).isTrue();
            assertThat(sms.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(SMS_BYTES);
            assertThat(sentence).contains("180 days").contains("rotate it, then rekey put /" + longest);
        });
    }

    @Test
    void everyReminderGoesToTheTopicAndWaitsInAQueueWhenItCannot() {
        assertThat(Synthesis.of(Synthesis.USUAL).resources("AWS::Events::Rule").values())
                .hasSize(4)
                .allSatisfy(rule -> {
                    assertThat(rule.at("/Properties/State").asText()).isEqualTo("ENABLED");
                    assertThat(rule.at("/Properties/Targets")).hasSize(1);
                    assertThat(rule.at("/Properties/Targets/0/Arn/Ref").asText())
                            .startsWith("NoticesTopic");
                    assertThat(rule.at("/Properties/Targets/0/DeadLetterConfig/Arn/Fn::GetAtt/0")
                                    .asText())
                            .startsWith("RemindersUndelivered");
                });
    }

    /** What the topic gets for an event: of each rule that matches, its transformer's text. */
    private static List<String> messages(Map<String, String> context, String event) throws Exception {
        List<String> messages = new ArrayList<>();
        for (JsonNode rule :
                Synthesis.of(context).resources("AWS::Events::Rule").values()) {
            if (Ruler.matchesRule(event, rule.at("/Properties/EventPattern").toString())) {
                messages.add(
                        message(rule.at("/Properties/Targets/0/InputTransformer"), Synthesis.JSON.readTree(event)));
            }
        }
        return messages;
    }

    private static String message(JsonNode transformer, JsonNode event) {
        String text = transformer.get("InputTemplate").asText();
        for (Map.Entry<String, JsonNode> path : transformer.get("InputPathsMap").properties()) {
            String pointer = path.getValue().asText().replaceFirst("^\\$", "").replace('.', '/');
            text = text.replace("<" + path.getKey() + ">", event.at(pointer).asText());
        }
        return text;
    }
}
