package rekey.sandbox.stack;

import java.time.Duration;
import rekey.credential.Placeholder;

/**
 * Somebody rotates the secret in Amazon's console, and SP-API takes a day to know it: too long for the message, which ends
 * in the dead-letter queue while the secret stays pending. The watch's next round puts it in use.
 */
final class RotatedLate {
    private static final Duration UNTIL_THE_ROUND = Duration.ofDays(101);

    private RotatedLate() {}

    static void live(Life life) {
        life.pass(UNTIL_THE_ROUND);
        life.account.sandbox.inbox().clear();
        life.application.propagateIn(Duration.ofDays(1));
        String newest = life.application.rotateInConsole();

        life.pass(Duration.ofHours(1));

        String failed = life.output("NewSecretQueueArn") + "-failed";
        life.note(life.visible(failed) == 1, life.visible(failed) + " messages have failed");
        life.note(life.mails("my-erp-new-secret-failed is not empty") == 1, "nobody heard of the message");
        life.note(life.read(Life.PENDING).equals(newest), "the new secret is not pending");

        life.pass(Duration.ofDays(5));

        life.note(life.read(Life.SECRET).equals(newest), "the new secret is not in use");
        life.note(life.read(Life.PENDING).equals(Placeholder.VALUE), "the pending place is taken");
        life.note(life.mails("a new client secret is in use") == 1, "nobody heard of the new secret");
        life.note(life.mails("my-erp-watch fails") == 0, "the watch has failed");
    }
}
