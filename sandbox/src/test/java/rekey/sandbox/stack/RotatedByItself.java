package rekey.sandbox.stack;

import java.time.Duration;

/**
 * A new secret is stored, and Amazon gets to know the queues. Its first message says after 90 days that the secret ends,
 * which shows that the application is enrolled; the watch's second round is the first after 140 days, when a rotation is
 * due, and asks for a new secret, which arrives.
 */
final class RotatedByItself {
    private static final Duration UNTIL_ROTATED = Duration.ofDays(145);

    private RotatedByItself() {}

    static void live(Life life) {
        // The second message would start a rotation as well, were it sooner than the watch.
        life.application.remindEvery(Duration.ofDays(60));
        String byHand = life.application.issueSecret();
        life.store(Life.SECRET, byHand);
        life.application.enrol(life.output("ExpiryQueueArn"), life.output("NewSecretQueueArn"));
        life.account.sandbox.inbox().clear();

        life.pass(UNTIL_ROTATED);

        String newest = life.application.clientSecret();
        life.note(!newest.equals(byHand), "Amazon was not asked for a new secret");
        life.note(life.read(Life.SECRET).equals(newest), "the new secret is not in use");
        life.note(life.mails("a new client secret is on its way") == 1, "nobody heard of the request");
        life.note(life.mails("a new client secret is in use") == 1, "nobody heard of the new secret");
        life.note(life.mails("ALARM") == 0, "an alarm rang");
        life.note(life.ask().contains("access_token"), "no token came");
    }
}
