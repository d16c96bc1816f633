package rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static rekey.SampleCredentials.CLIENT_IDENTIFIER;
import static rekey.SampleCredentials.CLIENT_SECRET;
import static rekey.SampleCredentials.assertHoldsNoSecret;
import static rekey.rotation.AmazonsMessages.EXPIRY;
import static rekey.rotation.AmazonsMessages.NEW_SECRET;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.failure.MessageRefused;
import rekey.rotation.AmazonMessage.Expiry;
import rekey.rotation.AmazonMessage.NewSecret;

class MessageReaderTest {
    private static final NewSecret THE_SECRET = new NewSecret(
            Secret.of(CLIENT_IDENTIFIER),
            Secret.of(CLIENT_SECRET),
            Instant.parse("2024-07-08T22:09:17.198Z"),
            Optional.of(Instant.parse("2024-01-17T22:09:17.180Z")),
            Optional.of(Instant.parse("2024-01-10T22:09:17.456Z")));
    private static final Expiry THE_EXPIRY = new Expiry(
            Secret.of(CLIENT_IDENTIFIER),
            Instant.parse("2024-03-03T22:06:39.224Z"),
            Optional.of(Instant.parse("2024-01-10T02:15:10.045Z")));

    @Test
    void readsAmazonsOwnExamples() {
        assertThat(MessageReader.read(NEW_SECRET)).isEqualTo(THE_SECRET);
        assertThat(MessageReader.read(EXPIRY)).isEqualTo(THE_EXPIRY);
    }

    @Test
    void readsWhatSnsHasWrappedUp() {
        assertThat(MessageReader.read(wrapped(NEW_SECRET))).isEqualTo(THE_SECRET);
        assertThat(MessageReader.read(wrapped(EXPIRY))).isEqualTo(THE_EXPIRY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"payloadVersion\":\"2023-11-30\"` | `\"payloadVersion\":\"1.0\"`",
                "`\"payloadVersion\":\"2023-11-30\"` | `\"payloadVersion\":7,\"news\":{\"of\":[\"theirs\"]}`",
                "`\"payloadVersion\":\"2023-11-30\",` | ``",
                "`\"notificationType\"` | `\"NotificationType\"`",
                "`\"payload\":` | `\"Payload\":`",
                "`\"clientId\":` | `\"region\":\"na\",\"clientId\":`"
            })
    void letsBeWhatIsAroundIt(String amazons, String others) {
        assertThat(MessageReader.read(NEW_SECRET.replace(amazons, others))).isEqualTo(THE_SECRET);
    }

    @Test
    void readsAPayloadThatIsFlattened() {
        String inPayload = NEW_SECRET
                .replace("{\"applicationOAuthClientNewSecret\":{", "{")
                .replace("Z\"}},", "Z\"},");
        String inTheMessage = inPayload.replace("\"payload\":{", "").replace("Z\"},\"not", "Z\",\"not");

        assertThat(MessageReader.read(inPayload)).isEqualTo(THE_SECRET);
        assertThat(MessageReader.read(inTheMessage)).isEqualTo(THE_SECRET);
    }

    @Test
    void readsOneThatDoesNotSayWhenItWasSentNorWhenTheOldSecretEnds() {
        String body = NEW_SECRET
                .replace("\"eventTime\":\"2024-01-10T22:09:17.456Z\",", "")
                .replace("\"oldClientSecretExpiryTime\":\"2024-01-17T22:09:17.180Z\"", "\"old\":null");

        assertThat(MessageReader.read(body))
                .isEqualTo(new NewSecret(
                        THE_SECRET.clientIdentifier(),
                        THE_SECRET.clientSecret(),
                        THE_SECRET.expires(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void dropsWhiteSpaceAroundTheSecret() {
        assertThat(MessageReader.read(NEW_SECRET.replace(CLIENT_SECRET, "\\n " + CLIENT_SECRET + " ")))
                .isEqualTo(THE_SECRET);
    }

    @Test
    void readsAMessageOf256KB() {
        String filler = "\"filler\":\"%s\",\"payloadVersion\"".formatted("x".repeat(256 * 1024 - 1_000));

        assertThat(MessageReader.read(NEW_SECRET.replace("\"payloadVersion\"", filler)))
                .isEqualTo(THE_SECRET);
        assertThat(refusal("{\"filler\":\"" + "x".repeat(1024 * 1024) + "\"}")).contains("notificationType");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"newClientSecret\":`   | `\"newClientSecret\":\"\",\"x\":`       | newClientSecret",
                "`\"newClientSecret\":`   | `\"newClientSecret\":\" \\t\",\"x\":`   | newClientSecret",
                "`\"newClientSecret\":`   | `\"newClientSecret\":null,\"x\":`       | newClientSecret",
                "`\"newClientSecret\":`   | `\"newClientSecret\":{},\"x\":`         | newClientSecret",
                "`\"newClientSecret\":`   | `\"newClientSecret\":\"a b\",\"x\":`    | newClientSecret",
                "`\"newClientSecret\":`   | `\"newClientSecret\":\"\\u0000\",\"x\":`| newClientSecret",
                "`\"newClientSecret\":`   | `\"x\":`                                | newClientSecret",
                "`\"clientId\":`          | `\"x\":`                                | clientId",
                "`\"clientId\":`          | `\"clientId\":[],\"x\":`                | clientId",
                "`\"newClientSecretExp`   | `\"x`                                   | newClientSecretExpiryTime",
                "`2024-07-08T22`          | `2024-07-08 22`                         | newClientSecretExpiryTime",
                "`2024-07-08T22`          | `+202024-07-08T22`                      | newClientSecretExpiryTime",
                "`2024-07-08T22`          | `9999-07-08T22`                         | newClientSecretExpiryTime",
                "`2024-07-08T22`          | `1970-07-08T22`                         | newClientSecretExpiryTime",
                "CLIENT_NEW_SECRET        | CLIENT_NEWER_SECRET                     | notificationType",
                "`\"notificationType\"`   | `\"x\"`                                 | notificationType",
                "`\"payload\":`           | `\"payload\":7,\"x\":`                  | newClientSecret",
                "`\"payload\":{`          | `\"payload\":{}},\"x\":{{`              | JSON",
                "`\"clientId\":`          | `\"newClientSecret\":\"y\",\"clientId\":` | JSON"
            })
    void refusesWhatLacksWhatCounts(String amazons, String others, String problem) {
        String body = NEW_SECRET.replace(amazons, others);
        assertThat(body).isNotEqualTo(NEW_SECRET);

        assertThat(refusal(body)).contains(problem);
    }

    @Test
    void refusesThePlaceholderAndASecretThatIsTooLong() {
        assertThat(refusal(NEW_SECRET.replace(CLIENT_SECRET, Placeholder.VALUE)))
                .contains("newClientSecret");
        assertThat(refusal(NEW_SECRET.replace(CLIENT_SECRET, "x".repeat(4_097))))
                .contains("newClientSecret");
    }

    @Test
    void refusesAnExpiryThatDoesNotSayWhen() {
        assertThat(refusal(EXPIRY.replace("2024-03-03T", "soon"))).contains("clientSecretExpiryTime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{}",
                "{",
                "{}{}",
                "not JSON",
                "{\"Message\":\"not JSON\"}",
                "{\"Message\":\"{}\"}",
                "{\"Message\":\"{\\\"Message\\\":\\\"{}\\\"}\"}",
                "{\"Message\":7}"
            })
    void refusesWhatIsNoMessageOfAmazons(String body) {
        assertThat(refusal(body)).isNotEmpty();
    }

    private static String refusal(String body) {
        MessageRefused refused = catchThrowableOfType(MessageRefused.class, () -> MessageReader.read(body));
        assertThat(refused).as("what refuses %d characters", body.length()).isNotNull();
        assertHoldsNoSecret(refused);
        assertThat(refused).hasNoCause().hasMessageContaining("dead-letter queue");
        return refused.getMessage();
    }

    private static String wrapped(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", "00000000-0000-0000-0000-000000000005")
                .put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:somebody-fans-out")
                .put("Message", message)
                .toString();
    }
}
