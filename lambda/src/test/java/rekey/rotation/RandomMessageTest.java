package rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.SampleCredentials.assertHoldsNoSecret;
import static rekey.rotation.AmazonsMessages.EXPIRY;
import static rekey.rotation.AmazonsMessages.NEW_SECRET;

import java.util.Random;
import org.junit.jupiter.api.Test;
import rekey.failure.MessageRefused;
import rekey.rotation.AmazonMessage.NewSecret;

/** Whatever a message says is read or refused, and no refusal repeats any of it. */
class RandomMessageTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "true",
        "-1e999",
        "\\u0000",
        "\\ud800",
        " ",
        "é",
        "\"payload\":{",
        "\"notificationType\":\"APPLICATION_OAUTH_CLIENT_NEW_SECRET\"",
        "\"newClientSecret\":\"x\"",
        "\"Message\":\"{}\""
    };

    private int read;
    private int refused;

    @Test
    void readsOrRefusesAmazonsMessagesWithSomethingChanged() {
        Random random = new Random(20261126);
        for (int i = 0; i < 6_000; i++) {
            StringBuilder body = new StringBuilder(i % 2 == 0 ? NEW_SECRET : EXPIRY);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int from = random.nextInt(body.length());
                int to = Math.min(body.length(), from + random.nextInt(random.nextInt(10) == 0 ? 200 : 3));
                body.replace(from, to, random.nextBoolean() ? "" : PIECES[random.nextInt(PIECES.length)]);
            }
            check(body.toString());
        }
        assertThat(read).as("most of the text does not count").isGreaterThan(500);
        assertThat(refused).isGreaterThan(2_000);
    }

    @Test
    void readsOrRefusesHeapsOfPieces() {
        Random random = new Random(20261127);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder body = new StringBuilder("{");
            for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
                body.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(body.toString());
        }
        check("[".repeat(100_000));
        check("{\"payload\":".repeat(20_000));
        assertThat(refused).isGreaterThan(4_900);
    }

    private void check(String body) {
        try {
            AmazonMessage message = MessageReader.read(body);
            read++;
            assertThat(message.clientIdentifier().reveal()).isNotBlank();
            if (message instanceof NewSecret secret) {
                assertThat(secret.clientSecret().reveal()).matches("[!-~]+");
            }
        } catch (MessageRefused e) {
            refused++;
            assertHoldsNoSecret(e);
            assertThat(e).hasNoCause();
        } catch (RuntimeException e) {
            throw new AssertionError("Neither read nor refused: " + body, e);
        }
    }
}
