package rekey.sandbox.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.spapi.SellingPartner;

/** When Amazon says that a secret ends. */
class ExpiryMessagesTest {
    private static final Duration MOMENT = Duration.ofSeconds(20);

    @AutoClose
    private final SellingPartner amazon = new SellingPartner().enrolled();

    private final RegisteredApplication application = amazon.application;

    @Test
    void itSaysSoNinetyDaysBeforeAndThenOnceAWeekUntilTheEnd() {
        passUntil(Duration.ofDays(90).plus(MOMENT));
        assertThat(ends()).isEmpty();
        amazon.pass(MOMENT);
        assertThat(ends()).containsExactly(application.secretExpires());
        amazon.pass(Duration.ofDays(7));
        assertThat(ends()).hasSize(2);

        amazon.pass(Duration.ofDays(200));
        assertThat(ends()).hasSize(13).allMatch(application.secretExpires()::equals);
        assertThat(amazon.received(amazon.newSecret)).isEmpty();
    }

    @Test
    void itSaysNothingMoreOfASecretThatHasASuccessor() {
        amazon.pass(Duration.ofDays(100));
        application.rotateInConsole();
        int before = ends().size();

        amazon.pass(Duration.ofDays(89));
        assertThat(ends()).hasSize(before);
        amazon.pass(Duration.ofDays(1));
        assertThat(ends()).hasSize(before + 1).last().isEqualTo(application.secretExpires());
    }

    @Test
    void itSaysNothingToWhoIsNotEnrolledAndGoesOnForWhoIsAgain() {
        application.withdraw();
        amazon.pass(Duration.ofDays(100));
        assertThat(ends()).isEmpty();

        amazon.enrolled();
        amazon.pass(Duration.ofDays(4));
        assertThat(ends()).hasSize(1);
    }

    @Test
    void howOftenCanBeSet() {
        application.remindEvery(Duration.ofDays(1));
        amazon.pass(Duration.ofDays(100));
        assertThat(ends()).hasSize(11);

        assertThatThrownBy(() -> application.remindEvery(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRotationCanSetOffAnExpiryOfTheOldSecret() {
        application.remindOfOldSecrets(true);

        application.rotateInConsole();

        JsonNode newSecret = amazon.received(amazon.newSecret).get(0);
        JsonNode expiry = amazon.received(amazon.expiry).get(0);
        assertThat(expiry.at("/payload/applicationOAuthClientSecretExpiry/clientSecretExpiryTime"))
                .isEqualTo(newSecret.at("/payload/applicationOAuthClientNewSecret/oldClientSecretExpiryTime"));
    }

    private void passUntil(Duration beforeTheEnd) {
        Instant now = amazon.sandbox.clock().instant();
        amazon.pass(Duration.between(now, application.secretExpires().minus(beforeTheEnd)));
    }

    private List<Instant> ends() {
        return application.messages().written(MessageType.EXPIRY).stream()
                .map(message -> SellingPartner.json(message.body())
                        .at("/payload/applicationOAuthClientSecretExpiry/clientSecretExpiryTime")
                        .asText())
                .map(Instant::parse)
                .toList();
    }
}
