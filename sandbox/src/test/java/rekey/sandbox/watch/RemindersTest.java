package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.sns.Mail;

/** The ladder of reminders of the secret's end, day by day. */
class RemindersTest {

    @Test
    void saysAThingWhenItsStateChangesNotEveryDay() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.days(184);

            assertThat(watched.mails())
                    .containsExactly(
                            "day 155: client secret ends in 25 days",
                            "day 168: client secret ends in 12 days",
                            "day 175: client secret ends in 5 days",
                            "day 178: client secret ends in 2 days",
                            "day 179: client secret ends in 1 day",
                            "day 180: SP-API refuses the client secret in use",
                            "day 180: the client secret has ended");
        }
    }

    @Test
    void anApplicationThatIsNotEnrolledIsRotatedByHandThoughRotationIsAutomatic() {
        try (WatchedApplication watched = WatchedApplication.automatic()) {
            watched.watch();
            watched.days(157);

            assertThat(watched.mails())
                    .containsExactly(
                            "day 140: no new client secret until it is enrolled",
                            "day 155: client secret ends in 25 days");
        }
    }

    @Test
    void saysNothingAsLongAsRekeyIsToRotateItByItself() {
        try (WatchedApplication watched =
                WatchedApplication.automatic("REKEY_ROTATE_DAYS_BEFORE", "10").enrolled()) {
            watched.watch();
            watched.pass(Duration.ofDays(150));
            watched.days(19);

            assertThat(watched.mails()).isEmpty();
        }
    }

    /** In this sandbox no rule is that EventBridge could act by: it drops every event. */
    @ParameterizedTest
    @CsvSource({"manual, 1", "manual, 3", "manual, 7", "auto, 1", "auto, 3", "auto, 7"})
    void peopleHearThreeTimesBeforeTheExpiryThoughEventBridgeDropsEveryEvent(String rotation, int everySoManyDays) {
        try (WatchedApplication watched =
                rotation.equals("manual") ? WatchedApplication.manual() : WatchedApplication.automatic()) {
            watched.watch();
            watched.pass(Duration.ofDays(130));
            for (int day = 130; day < 179; day += everySoManyDays) {
                watched.pass(Duration.ofDays(everySoManyDays));
                watched.run();
            }

            List<Mail> before = watched.sandbox.inbox().mails(WatchedApplication.OPERATOR).stream()
                    .filter(mail -> mail.time().isBefore(watched.application.secretExpires()))
                    .toList();
            assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void saysTheNearestOnlyAfterDaysWithoutARun() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(176));
            watched.watch();
            watched.days(1);

            assertThat(watched.mails()).containsExactly("day 176: client secret ends in 4 days");
        }
    }

    @Test
    void countsFromTheLedgerNotFromWhenTheParameterWasPut() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(100));
            watched.put(watched.names.clientSecret(), watched.application.clientSecret());
            watched.days(56);

            assertThat(watched.mails()).containsExactly("day 155: client secret ends in 25 days");
        }
    }

    @Test
    void aSecretThatIsPutByHandBeginsALadderOfItsOwn() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(156));
            watched.watch();
            watched.put(watched.names.clientSecret(), watched.application.issueSecret());
            watched.watch();
            watched.pass(Duration.ofDays(155));
            watched.watch();

            assertThat(watched.mails())
                    .containsExactly(
                            "day 156: client secret ends in 24 days", "day 311: client secret ends in 25 days");
        }
    }

    @Test
    void saysNothingWhileNoSecretIsStored() {
        try (WatchedApplication watched = WatchedApplication.deployed("auto")) {
            watched.days(3);

            assertThat(watched.mails()).isEmpty();
        }
    }
}
