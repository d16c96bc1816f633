package rekey.sandbox.spapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SellingPartner.Reply;

/** rotateApplicationClientSecret, as FACTS and Amazon's model have it. */
class RotateTest {
    private static final String NOT_ENROLLED =
            "400 InvalidInput: Application is not enrolled for rotation notification."
                    + " Please update application notification preference in Developer console.";

    @AutoClose
    private final SellingPartner amazon = new SellingPartner();

    private final RegisteredApplication application = amazon.application;

    @Test
    void answersWithoutABodyAndSendsTheNewSecretToTheQueue() {
        amazon.enrolled();
        String old = application.clientSecret();

        Reply reply = amazon.rotate();

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("x-amzn-RateLimit-Limit")).isEqualTo("0.0167");
        assertThat(reply.header("x-amzn-RequestId")).isNotEmpty();
        assertThat(application.clientSecret()).isNotEqualTo(old);
        List<JsonNode> messages = amazon.received(amazon.newSecret);
        assertThat(messages).hasSize(1);
        JsonNode payload = messages.get(0).at("/payload/applicationOAuthClientNewSecret");
        assertThat(payload.get("clientId").asText()).isEqualTo(application.clientIdentifier());
        assertThat(payload.get("newClientSecret").asText()).isEqualTo(application.clientSecret());
        assertThat(Instant.parse(payload.get("newClientSecretExpiryTime").asText()))
                .isEqualTo(application.secretExpires());
        assertThat(amazon.received(amazon.expiry)).isEmpty();
    }

    @Test
    void issuesNothingWhenTheApplicationIsNotEnrolled() {
        String old = application.clientSecret();

        assertThat(amazon.rotate().error()).isEqualTo(NOT_ENROLLED);
        assertThat(application.clientSecret()).isEqualTo(old);

        amazon.enrolled();
        application.withdraw();
        amazon.pass(Duration.ofMinutes(1));
        assertThat(amazon.rotate().error()).isEqualTo(NOT_ENROLLED);
        assertThat(application.messages().written()).isEmpty();
    }

    @Test
    void isAllowedOnceAMinute() {
        amazon.enrolled();
        String token = amazon.tokenFor(SellingPartner.ROTATION);
        assertThat(amazon.rotate(token).status()).isEqualTo(204);

        amazon.pass(Duration.ofSeconds(50));
        Reply tooSoon = amazon.rotate(token);
        assertThat(tooSoon.error()).isEqualTo("429 QuotaExceeded: You exceeded your quota for the requested resource.");
        assertThat(tooSoon.header("x-amzn-RateLimit-Limit")).isEqualTo("0.0167");
        amazon.pass(Duration.ofSeconds(10));
        assertThat(amazon.rotate(token).status()).isEqualTo(204);
        assertThat(application.secrets()).hasSize(3);
    }
}
