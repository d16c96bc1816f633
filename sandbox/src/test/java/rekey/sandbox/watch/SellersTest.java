package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.watch.WatchedApplication.measured;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import rekey.credential.Grantee.Seller;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.sns.Mail;

/** Sellers' authorizations, which end 365 days after they were given. */
class SellersTest {
    private static final Seller OTHER = Seller.named("A2EXAMPLE");

    @Test
    void tellsOfEachEndingThirtyAndSevenDaysBeforeAndWhenItHasCome() {
        try (WatchedApplication watched = WatchedApplication.manual("REKEY_SELLERS", OTHER.id())) {
            watched.put(watched.names.refreshToken(OTHER), watched.application.authorize(OTHER.id()));
            watched.watch();
            watched.pass(Duration.ofDays(330));
            watched.watch();
            watched.sandbox.inbox().clear();
            watched.put(watched.names.refreshToken(Seller.DEFAULT), watched.application.authorize("A1DEFAULT"));
            watched.days(40);

            assertThat(watched.mails())
                    .containsExactly(
                            "day 335: a seller must authorize it again by " + watched.date(365),
                            "day 358: a seller must authorize it again by " + watched.date(365),
                            "day 365: a seller's authorization has ended");
            assertThat(watched.sandbox.inbox().mails(WatchedApplication.OPERATOR))
                    .extracting(Mail::message)
                    .allMatch(text -> text.contains("rekey put refreshToken --seller A2EXAMPLE"));
        }
    }

    @Test
    void aPlaceholderIsNoAuthorizationAndSetsNoClockEither() {
        try (WatchedApplication watched = WatchedApplication.manual("REKEY_SELLERS", OTHER.id())) {
            watched.provision(watched.names.refreshToken(OTHER));
            watched.watch();
            watched.pass(Duration.ofDays(100));
            watched.put(watched.names.refreshToken(Seller.DEFAULT), watched.application.authorize("A1DEFAULT"));
            watched.pass(Duration.ofDays(100));
            watched.putAgain(watched.names.refreshToken(Seller.DEFAULT));
            watched.pass(Duration.ofDays(236));
            Invoked run = watched.run();

            assertThat(measured(run).path("SellerDaysLeft").asLong()).isEqualTo(28);
            assertThat(watched.mails())
                    .contains("day 436: a seller must authorize it again by " + watched.date(465))
                    .hasSize(3);
        }
    }

    @Test
    void onlyTheDefaultSellerIsWatchedWhenAnyMayBeAsked() {
        try (WatchedApplication watched = WatchedApplication.manual("REKEY_SELLERS", "any")) {
            watched.watch();

            assertThat(watched.sandbox.calls().of("AmazonSSM.GetParameterHistory"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSellerWhoseParameterIsMissingDoesNotKeepTheOthersFromTheirTurn() {
        try (WatchedApplication watched = WatchedApplication.manual("REKEY_SELLERS", "A0GONE A2EXAMPLE")) {
            watched.put(watched.names.refreshToken(OTHER), watched.application.authorize(OTHER.id()));
            watched.pass(Duration.ofDays(10));
            Invoked run = watched.run();

            assertThat(WatchedApplication.problem(run))
                    .startsWith("the authorization of seller A0GONE: ")
                    .contains("/my-erp/refreshToken/A0GONE")
                    .doesNotContain("A2EXAMPLE");
            assertThat(measured(run).path("SellerDaysLeft").asLong()).isEqualTo(354);
        }
    }
}
