package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import rekey.ledger.RotationRequest;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;

/** What the watch does about a rotation: begins one that is due, and sees those through that got stuck. */
class NewSecretTest {

    @Test
    void asksForANewSecretWhenItIsDueAndTellsThatItHasNotCome() {
        try (WatchedApplication watched = WatchedApplication.automatic().enrolled()) {
            watched.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST);
            watched.watch();
            watched.days(140);
            watched.pass(Duration.ofHours(1));
            watched.days(16);

            assertThat(watched.ledger().requests())
                    .extracting(RotationRequest::by, RotationRequest::outcome)
                    .containsExactly(tuple("watch", RotationRequest.Outcome.ACCEPTED));
            assertThat(watched.mails())
                    .containsExactly(
                            "day 140: a new client secret is on its way",
                            "day 141: the new client secret has not arrived",
                            "day 147: SP-API refuses the client secret in use",
                            "day 155: client secret ends in 25 days");
        }
    }

    @Test
    void asksForNoneWhenRotationIsByHand() {
        try (WatchedApplication watched = WatchedApplication.manual().enrolled()) {
            watched.watch();
            watched.pass(Duration.ofDays(150));
            watched.watch();

            assertThat(watched.ledger().requests()).isEmpty();
            assertThat(watched.application.secrets()).hasSize(1);
        }
    }

    @Test
    void promotesAPendingSecretWhoseMessageIsInTheDeadLetterQueue() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(10));
            String secret = watched.pending();
            watched.watch();
            watched.days(3);

            assertThat(watched.stored(watched.names.clientSecret())).isEqualTo(secret);
            assertThat(watched.stored(watched.names.pendingClientSecret())).isEqualTo(Placeholder.VALUE);
            assertThat(watched.mails()).containsExactly("day 10: a new client secret is in use");
        }
    }

    @Test
    void tellsWhenTheOverlapEndsAndTheNewSecretDoesNotWork() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(10));
            watched.application.propagateIn(Duration.ofDays(30));
            watched.pending();
            watched.watch();
            watched.days(7);

            assertThat(watched.mails())
                    .containsExactly(
                            "day 11: the new client secret does not work yet",
                            "day 15: client secret ends " + watched.date(17),
                            "day 16: client secret ends in 1 day",
                            "day 17: SP-API refuses the client secret in use",
                            "day 17: the client secret has ended");
        }
    }

    @Test
    void bringsTheNewerSecretBackBeforeTheOneBeforeItEnds() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(10));
            String secret = watched.pending();
            watched.watch();
            watched.pass(Duration.ofHours(1));
            watched.rollback();
            assertThat(watched.stored(watched.names.clientSecret())).isNotEqualTo(secret);
            watched.days(7);

            assertThat(watched.stored(watched.names.clientSecret())).isEqualTo(secret);
            assertThat(watched.mails())
                    .containsExactly(
                            "day 10: a new client secret is in use",
                            "day 10: the client secret before is in use again",
                            "day 15: the newest client secret is in use again");
        }
    }

    @Test
    void bringsNoSecretBackThatDoesNotWorkAndSaysSo() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(10));
            watched.pending();
            watched.watch();
            watched.rollback();
            String before = watched.stored(watched.names.clientSecret());
            watched.pass(Duration.ofDays(6));
            watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
            Invoked run = watched.run();

            assertThat(WatchedApplication.problem(run))
                    .startsWith("the secret taken back: The other client secret is not proven to work");
            assertThat(watched.stored(watched.names.clientSecret())).isEqualTo(before);
            assertThat(watched.mails()).contains("day 16: client secret ends in 1 day");
        }
    }
}
