package rekey.sandbox.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.lwa.SecretMessages.Message;

/** Messages that cannot be used: nothing is lost, nothing wrong is promoted, and people hear of each once. */
class RefusedMessageTest {
    @AutoClose
    private final RotatingApplication erp = new RotatingApplication().enrolled();

    private final String first = erp.current();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{}",
                "{\"notificationType\":\"BRANDED_ITEM_CONTENT_CHANGE\"}",
                "{\"Type\":\"Notification\",\"Message\":\"{}\"}"
            })
    void staysInTheQueueAndIsToldOnce(String body) {
        erp.application.messages().deliver(MessageType.NEW_SECRET, erp.partner.newSecret, body);
        for (int i = 0; i < 3; i++) {
            assertThat(erp.deliver()).isOne();
            erp.passVisibility();
        }

        assertThat(erp.messages()).isOne();
        assertThat(erp.subjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject).contains("cannot be used"));
        assertThat(erp.log()).contains("\"failure\":\"MessageRefused\"");
        assertThat(erp.current()).isEqualTo(first);
    }

    @Test
    void aSecretOfAnApplicationThatIsNotOursIsNeitherStoredNorDropped() {
        RegisteredApplication other = erp.sandbox.lwa().register();
        other.enrol(erp.partner.expiry, erp.partner.newSecret);
        String secret = other.rotateInConsole();

        assertThat(erp.deliver()).isOne();

        assertThat(erp.messages()).isOne();
        assertThat(erp.current()).isEqualTo(first);
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
        assertThat(erp.log())
                .contains("whose client identifier is not that in")
                .doesNotContain(secret)
                .doesNotContain(other.clientIdentifier());
    }

    @Test
    void oneMessagesFailureDoesNotTouchAnothers() {
        erp.application.messages().deliver(MessageType.NEW_SECRET, erp.partner.newSecret, "not JSON");
        String fresh = erp.rotateInConsole();
        erp.application.messages().deliver(MessageType.NEW_SECRET, erp.partner.newSecret, "{}");

        assertThat(erp.deliver()).isEqualTo(2);

        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.messages()).isEqualTo(2);
    }

    @Test
    void waitsForAClientIdentifierThatIsNotStoredYet() {
        erp.put(erp.names.clientIdentifier(), Placeholder.VALUE);
        String fresh = erp.rotateInConsole();
        assertThat(erp.deliver()).isOne();
        assertThat(erp.subjects()).as("it is not the message's fault").isEmpty();

        erp.put(erp.names.clientIdentifier(), erp.application.clientIdentifier());
        erp.passVisibility();
        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(fresh);
    }

    @Test
    void ofASecretStoredByHandNobodyCanTellWhetherOneIssuedBeforeIsNewer() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(2)));
        String arriving = erp.rotateInConsole();
        erp.pass(Duration.ofHours(1));
        String stored = erp.application.issueSecret();
        erp.put(erp.names.clientSecret(), stored);
        erp.pass(Duration.ofHours(2));

        assertThat(erp.deliver()).isOne();

        assertThat(erp.current()).isEqualTo(stored);
        assertThat(erp.messages()).as("nothing is lost").isOne();
        assertThat(erp.subjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject).contains("cannot be used"));
        assertThat(arriving).isNotEqualTo(stored);
    }

    @Test
    void isAcknowledgedOnceItsTimeIsKnownToHavePassed() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(2)));
        erp.rotateInConsole();
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(4)));
        erp.pass(Duration.ofHours(1));
        String newest = erp.rotateInConsole();
        erp.put(erp.names.clientSecret(), newest);
        erp.pass(Duration.ofHours(2));
        assertThat(erp.deliver()).as("nobody can tell").isOne();

        erp.pass(Duration.ofHours(3));
        erp.deliver();
        erp.passVisibility();
        assertThat(erp.deliver()).as("the newest's own message has told").isZero();

        assertThat(erp.current()).isEqualTo(newest);
        assertThat(erp.messages()).isZero();
    }

    @Test
    void takesOneOf256KBAndOneThatSnsHasWrappedUp() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST, Handling.LOST);
        String large = erp.rotateInConsole();
        Message message = erp.application.messages().last(MessageType.NEW_SECRET);
        String filler = "{\"filler\":\"%s\","
                .formatted("x".repeat(256 * 1024 - message.body().length() - 20));
        erp.application
                .messages()
                .deliver(
                        MessageType.NEW_SECRET,
                        erp.partner.newSecret,
                        filler + message.body().substring(1));
        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(large);

        erp.pass(Duration.ofDays(8));
        String wrapped = erp.rotateInConsole();
        String body = erp.application.messages().last(MessageType.NEW_SECRET).body();
        erp.application
                .messages()
                .deliver(
                        MessageType.NEW_SECRET,
                        erp.partner.newSecret,
                        "{\"Type\":\"Notification\",\"Message\":\"%s\"}".formatted(body.replace("\"", "\\\"")));
        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(wrapped);
    }
}
