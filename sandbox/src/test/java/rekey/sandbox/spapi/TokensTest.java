package rekey.sandbox.spapi;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.spapi.SellingPartner.NOTIFICATIONS;
import static rekey.sandbox.spapi.SellingPartner.ROTATION;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SellingPartner.Reply;

/** What SP-API says of tokens, and of what it does not have. */
class TokensTest {
    private static final String SECRET_EXPIRED = "403 Unauthorized: The LWA secret token you provided has expired.";
    private static final String INVALID =
            "403 Unauthorized: The access token you provided is revoked, malformed or invalid.";
    private static final String EXPIRED = "403 Unauthorized: The access token you provided has expired.";
    private static final String MISSING = "403 Unauthorized: Access token is missing in the request header.";
    private static final String NO_DETAILS = "403 Unauthorized: ";
    private static final Duration MOMENT = Duration.ofSeconds(20);

    @AutoClose
    private final SellingPartner amazon = new SellingPartner();

    private final RegisteredApplication application = amazon.application;

    @Test
    void answersAGrantlessCallAndASellersWithTheRightTokens() {
        Reply none = amazon.destinations(amazon.tokenFor(NOTIFICATIONS));
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.body()).isEqualTo("{\"payload\":[]}");

        amazon.enrolled();
        assertThat(amazon.destinations(amazon.tokenFor(NOTIFICATIONS + " " + ROTATION))
                        .body())
                .contains("{\"sqs\":{\"arn\":\"" + amazon.newSecret + "\"}}")
                .contains(amazon.expiry);

        Reply seller = amazon.participations(amazon.tokenOf(application.authorize("A1")));
        assertThat(seller.status()).isEqualTo(200);
        assertThat(seller.body()).contains("\"isParticipating\":true");
        assertThat(seller.header("x-amzn-RateLimit-Limit")).isEqualTo("0.016");
    }

    @Test
    void refusesATokenThatIsMissingOrNotItsOwn() {
        Reply missing = amazon.call("GET", "/notifications/v1/destinations");
        assertThat(missing.error()).isEqualTo(MISSING);
        assertThat(missing.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
        assertThat(missing.header("x-amzn-RequestId")).isNotEmpty();
        assertThat(missing.body())
                .isEqualTo("{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"Access to requested resource is"
                        + " denied.\",\"details\":\"Access token is missing in the request header.\"}]}");
        assertThat(amazon.rotate("Atza|another").error()).isEqualTo(INVALID);
    }

    @Test
    void refusesATokenOnceItIsAnHourOld() {
        String token = amazon.tokenFor(NOTIFICATIONS);

        amazon.pass(Duration.ofHours(1).minus(MOMENT));
        assertThat(amazon.destinations(token).status()).isEqualTo(200);
        amazon.pass(MOMENT);
        assertThat(amazon.destinations(token).error()).isEqualTo(EXPIRED);
    }

    @Test
    void refusesTheTokensThatLwaGivesForASecretOfAHundredAndEightyDays() {
        Instant end = application.secretExpires();
        amazon.pass(Duration.between(amazon.sandbox.clock().instant(), end).minus(MOMENT));
        String token = amazon.tokenFor(NOTIFICATIONS);
        assertThat(amazon.destinations(token).status()).isEqualTo(200);

        amazon.pass(MOMENT);
        assertThat(amazon.destinations(token).error()).isEqualTo(SECRET_EXPIRED);
        assertThat(amazon.destinations(amazon.tokenFor(NOTIFICATIONS)).error()).isEqualTo(SECRET_EXPIRED);
        assertThat(amazon.enrolled().rotate().error())
                .as("too late to ask for a new one")
                .isEqualTo(SECRET_EXPIRED);
        application.rotateInConsole();
        assertThat(amazon.destinations(amazon.tokenFor(NOTIFICATIONS)).status()).isEqualTo(200);
    }

    @Test
    void saysThatANewSecretHasExpiredUntilItKnowsIt() {
        application.propagateIn(Duration.ofMinutes(45));
        String old = application.clientSecret();
        application.issueSecret();
        String token = amazon.tokenFor(NOTIFICATIONS);
        assertThat(amazon.destinations(token).error()).isEqualTo(SECRET_EXPIRED);
        assertThat(amazon.destinations(amazon.tokenFor(NOTIFICATIONS, old)).status())
                .isEqualTo(200);

        amazon.pass(Duration.ofMinutes(45).minus(MOMENT));
        assertThat(amazon.destinations(token).error()).isEqualTo(SECRET_EXPIRED);
        amazon.pass(MOMENT);
        assertThat(amazon.destinations(token).status()).isEqualTo(200);
    }

    @Test
    void givesNoReasonWhenATokenIsForSomethingElse() {
        String seller = amazon.tokenOf(application.authorize("A1"));
        String notifications = amazon.tokenFor(NOTIFICATIONS);

        assertThat(amazon.rotate(notifications).error()).isEqualTo(NO_DETAILS);
        assertThat(amazon.rotate(notifications).body()).contains("\"details\":\"\"");
        assertThat(amazon.rotate(seller).error()).isEqualTo(NO_DETAILS);
        assertThat(amazon.destinations(amazon.tokenFor(ROTATION)).error()).isEqualTo(NO_DETAILS);
        assertThat(amazon.destinations(seller).error()).isEqualTo(NO_DETAILS);
        assertThat(amazon.participations(notifications).error()).isEqualTo(NO_DETAILS);
    }

    @Test
    void refusesTheTokensOfASellerWhoWithdrewItsConsent() {
        String token = amazon.tokenOf(application.authorize("A1"));
        application.revoke("A1");

        assertThat(amazon.participations(token).error()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /applications/2023-11-30/clientSecret",
        "DELETE, /applications/2023-11-30/clientSecret",
        "POST, /applications/2023-11-30/clientSecrets",
        "POST, /applications/2023-11-30/clientSecret/",
        "POST, /applications/2024-01-01/clientSecret",
        "POST, /notifications/v1/destinations",
        "GET, /sellers/v1/marketplaceParticipation"
    })
    void deniesWhatItDoesNotHave(String method, String path) {
        Reply reply = amazon.enrolled().call(method, path, "x-amz-access-token", amazon.tokenFor(ROTATION));

        assertThat(reply.error()).isEqualTo(NO_DETAILS);
        assertThat(application.secrets()).hasSize(1);
        assertThat(amazon.sandbox.calls().of("SPAPI.unknown")).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void wantsAUserAgentOfAtMostFiveHundredCharacters(int length) {
        String token = amazon.tokenFor(NOTIFICATIONS);

        assertThat(destinationsBy("x".repeat(500), token).status()).isEqualTo(200);
        assertThat(destinationsBy("x".repeat(length), token).status()).isEqualTo(400);
    }

    @Test
    void answersFifteenSellersCallsAtOnceAndThenOneAMinute() {
        String token = amazon.tokenOf(application.authorize("A1"));
        for (int call = 0; call < 15; call++) {
            assertThat(amazon.participations(token).status()).isEqualTo(200);
        }

        assertThat(amazon.participations(token).status()).isEqualTo(429);
        amazon.pass(Duration.ofSeconds(63));
        assertThat(amazon.participations(token).status()).isEqualTo(200);
        assertThat(amazon.participations(token).status()).isEqualTo(429);
    }

    @Test
    void itsCallsAreCounted() {
        amazon.rotate();
        amazon.destinations("");
        amazon.participations("");

        assertThat(amazon.sandbox.calls().all())
                .containsEntry("SPAPI.rotateApplicationClientSecret", 1L)
                .containsEntry("SPAPI.getDestinations", 1L)
                .containsEntry("SPAPI.getMarketplaceParticipations", 1L);
        assertThat(amazon.sandbox.calls().of(SpApiOperation.ROTATE.counted())).isOne();
    }

    private Reply destinationsBy(String userAgent, String token) {
        return amazon.call(
                "GET", "/notifications/v1/destinations", "x-amz-access-token", token, "User-Agent", userAgent);
    }
}
