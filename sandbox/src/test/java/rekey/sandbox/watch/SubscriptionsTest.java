package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.sns.Mail;

/** Addresses that were never confirmed get nothing: those that were hear of it. */
class SubscriptionsTest {
    private final WatchedApplication watched = WatchedApplication.manual();

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void tellsTheOthersOnceOfEachAddressThatHasNotConfirmed() {
        watched.subscribe("one@example.com");
        watched.watch();
        watched.subscribe("two@example.com");
        watched.days(2);

        assertThat(watched.mails())
                .containsExactly("day 0: an address has not confirmed", "day 1: an address has not confirmed");
        assertThat(watched.sandbox.inbox().mails(WatchedApplication.OPERATOR))
                .extracting(Mail::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("one@example.com"),
                        second -> assertThat(second).contains("two@example.com"));
    }

    @Test
    void looksAtAllOfManySubscriptions() {
        for (int i = 0; i < 120; i++) {
            watched.subscribe("colleague" + i + "@example.com");
            watched.sandbox.sns().confirm(watched.topicArn, "colleague" + i + "@example.com");
        }
        watched.subscribe("last@example.com");
        watched.watch();

        assertThat(watched.mails()).containsExactly("day 0: an address has not confirmed");
    }

    @Test
    void waitsUntilThereIsSomebodyToTell() {
        String arn = watched.sns
                .listSubscriptionsByTopic(list -> list.topicArn(watched.topicArn))
                .subscriptions()
                .get(0)
                .subscriptionArn();
        watched.sandbox.sns().unsubscribe(arn);
        watched.subscribe("late@example.com");
        watched.watch();
        watched.subscribe(WatchedApplication.OPERATOR);
        watched.sandbox.sns().confirm(watched.topicArn, WatchedApplication.OPERATOR);
        watched.sandbox.inbox().clear();
        watched.days(1);

        assertThat(watched.mails()).containsExactly("day 1: an address has not confirmed");
    }
}
