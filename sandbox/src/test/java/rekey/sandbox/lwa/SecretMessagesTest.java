package rekey.sandbox.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.spapi.SellingPartner;

/** The messages: what is in them, and what can become of them on their way. */
class SecretMessagesTest {
    private static final String TIME = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @AutoClose
    private final SellingPartner amazon = new SellingPartner().enrolled();

    private final RegisteredApplication application = amazon.application;
    private final SecretMessages messages = application.messages();

    @Test
    void aNewSecretComesInTheShapeOfAmazonsExample() {
        String secret = application.rotateInConsole();

        String body = messages.last(MessageType.NEW_SECRET).body();
        assertThat(body).matches("""
                {"notificationVersion":"1.0","notificationType":"APPLICATION_OAUTH_CLIENT_NEW_SECRET",\
                "payloadVersion":"2023-11-30","eventTime":"<TIME>",\
                "payload":{"applicationOAuthClientNewSecret":{"clientId":"<CLIENT>","newClientSecret":"<SECRET>",\
                "newClientSecretExpiryTime":"<TIME>","oldClientSecretExpiryTime":"<TIME>"}},\
                "notificationMetadata":{"applicationId":"amzn1.sp.solution.<UUID>","subscriptionId":"<UUID>",\
                "publishTime":"<TIME>","notificationId":"<UUID>"}}""".replace("{", "\\{")
                .replace(".", "\\.")
                .replace("<TIME>", TIME)
                .replace("<UUID>", UUID)
                .replace("<CLIENT>", Pattern.quote(application.clientIdentifier()))
                .replace("<SECRET>", Pattern.quote(secret)));
        JsonNode dates = SellingPartner.json(body).at("/payload/applicationOAuthClientNewSecret");
        Instant written = time(SellingPartner.json(body), "/eventTime");
        assertThat(time(dates, "/newClientSecretExpiryTime"))
                .isEqualTo(application.secretExpires())
                .isBetween(written.plus(Duration.ofDays(180)).minusSeconds(5), written.plus(Duration.ofDays(180)));
        assertThat(time(dates, "/oldClientSecretExpiryTime"))
                .isEqualTo(application.secretExpires().minus(Duration.ofDays(173)));
    }

    @Test
    void anExpiryComesInTheShapeOfAmazonsExample() {
        amazon.pass(Duration.ofDays(90));

        assertThat(messages.last(MessageType.EXPIRY).body()).matches("""
                {"notificationVersion":"1.0","notificationType":"APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY",\
                "payloadVersion":"2023-11-30","eventTime":"<TIME>",\
                "payload":{"applicationOAuthClientSecretExpiry":{"clientId":"<CLIENT>",\
                "clientSecretExpiryTime":"<TIME>","clientSecretExpiryReason":"PERIODIC_ROTATION"}},\
                "notificationMetadata":{"applicationId":"amzn1.sp.solution.<UUID>","subscriptionId":"<UUID>",\
                "publishTime":"<TIME>","notificationId":"<UUID>"}}""".replace("{", "\\{")
                .replace(".", "\\.")
                .replace("<TIME>", TIME)
                .replace("<UUID>", UUID)
                .replace("<CLIENT>", Pattern.quote(application.clientIdentifier())));
    }

    @Test
    void aSecretRotatedShortlyBeforeItsEndDoesNotLiveLonger() {
        Instant end = application.secretExpires();
        amazon.pass(Duration.ofDays(178));

        application.rotateInConsole();

        assertThat(oldExpires()).isEqualTo(end);
        assertThat(application.secrets().get(0).expires()).isEqualTo(end);
    }

    @Test
    void eachMessageHasAnIdOfItsOwnAndEachSubscriptionToo() {
        application.rotateInConsole();
        application.rotateInConsole();
        amazon.pass(Duration.ofDays(90));

        assertThat(metadata("notificationId")).doesNotHaveDuplicates().hasSize(3);
        assertThat(metadata("subscriptionId").stream().distinct()).hasSize(2);
        assertThat(metadata("applicationId").stream().distinct()).containsExactly(application.applicationId());
    }

    @Test
    void aMessageArrivesMoreThanOnceWithTheSameId() {
        messages.handleNext(MessageType.NEW_SECRET, Handling.times(3));

        application.rotateInConsole();
        assertThat(amazon.received(amazon.newSecret)).hasSize(3);
        assertThat(messages.written()).hasSize(1);

        application.rotateInConsole();
        assertThat(amazon.received(amazon.newSecret)).hasSize(1);
    }

    @Test
    void aLateMessageArrivesAfterTheNextOne() {
        messages.handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(2)));
        String first = application.rotateInConsole();
        String second = application.rotateInConsole();

        amazon.pass(Duration.ofMinutes(119));
        assertThat(secretsIn(amazon.received(amazon.newSecret))).containsExactly(second);
        amazon.pass(Duration.ofMinutes(1));
        assertThat(secretsIn(amazon.received(amazon.newSecret))).containsExactly(first);
    }

    @Test
    void aLostMessageCanBeFoundAndAnOldOneCanComeAgain() {
        messages.handleNext(MessageType.NEW_SECRET, Handling.LOST, Handling.AT_ONCE);
        String first = application.rotateInConsole();
        String second = application.rotateInConsole();
        assertThat(secretsIn(amazon.received(amazon.newSecret))).containsExactly(second);

        messages.written().forEach(messages::deliver);
        assertThat(secretsIn(amazon.received(amazon.newSecret))).containsExactly(first, second);
    }

    @Test
    void anyTextCanBeSentAsAmazon() {
        messages.deliver(MessageType.NEW_SECRET, amazon.newSecret, "{\"Type\":\"Notification\"}");

        assertThat(amazon.received(amazon.newSecret)).singleElement().hasToString("{\"Type\":\"Notification\"}");
        assertThat(messages.written()).isEmpty();
    }

    @Test
    void noSecretIsPrinted() {
        String secret = application.rotateInConsole();

        assertThat(messages.written().toString()).doesNotContain(secret).contains("NEW_SECRET");
    }

    @Test
    void saysWhenThereIsNone() {
        assertThatThrownBy(() -> messages.last(MessageType.EXPIRY)).hasMessage("Amazon has written no EXPIRY yet.");
    }

    private Instant oldExpires() {
        return time(
                SellingPartner.json(messages.last(MessageType.NEW_SECRET).body()),
                "/payload/applicationOAuthClientNewSecret/oldClientSecretExpiryTime");
    }

    private List<String> metadata(String name) {
        return messages.written().stream()
                .map(message -> SellingPartner.json(message.body())
                        .at("/notificationMetadata/" + name)
                        .asText())
                .toList();
    }

    private static List<String> secretsIn(List<JsonNode> received) {
        return received.stream()
                .map(message -> message.at("/payload/applicationOAuthClientNewSecret/newClientSecret")
                        .asText())
                .toList();
    }

    private static Instant time(JsonNode json, String path) {
        return Instant.parse(json.at(path).asText());
    }
}
