package rekey.sandbox.stack;

import java.time.Duration;
import rekey.sandbox.sns.Mail;

/**
 * Half a year in which nobody rotates the secret and Amazon does not know the queues: Parameter Store's reminders come. The
 * watch looks once, and says that a colleague's address was never confirmed.
 */
final class LeftAlone {
    private static final Duration LAST_REMINDER = Duration.ofDays(174);

    private LeftAlone() {}

    static void live(Life life) {
        life.account.sandbox.inbox().clear();
        // Shortly before the round: SNS forgets who does not confirm.
        life.pass(Duration.ofDays(Life.ROUND - 1));
        life.account.sandbox.sns().subscribe(Life.TOPIC, "email", "colleague@example.com");
        life.pass(LAST_REMINDER.minusDays(Life.ROUND - 1));

        long reminders = life.account.sandbox.inbox().mails().stream()
                .map(Mail::message)
                .filter(message -> message.contains("unchanged"))
                .count();
        life.note(reminders == 6, reminders + " reminders came");
        life.note(life.mails("an address has not confirmed") == 1, "nobody heard of the colleague");
        life.note(life.mails("my-erp-watch fails") == 0, "the watch has failed");
    }
}
