package rekey.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.lwa.RegisteredApplication.SecretDates;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.stack.DeployedStack;

/** The demo's main part: the application is enrolled, a year passes, the secret rotates itself, and no caller notices. */
final class Year {
    /** How often the backend asks while the months pass. */
    private static final Duration PAUSE = Duration.ofHours(1);
    /** How long SP-API takes to know a new secret: as long as people have seen it take. */
    private static final Duration PROPAGATION = Duration.ofMinutes(45);

    private final Stage stage;
    private final DeployedStack stack;
    private final int days;
    private int seen;

    /** @param days how many pass */
    Year(Stage stage, DeployedStack stack, int days) {
        this.stage = stage;
        this.stack = stack;
        this.days = days;
    }

    void run() {
        enrol();
        live();
        afterwards();
    }

    private void enrol() {
        stage.chapter("The operator enrols the application in the Developer Console: Amazon may send to two queues");
        stage.application.enrol(
                stack.outputs().get("ExpiryQueueArn"), stack.outputs().get("NewSecretQueueArn"));
        stage.application.propagateIn(PROPAGATION);
        stage.ran("enrol --done", stage.operator.run("enrol", "--done", "--timeout", "0"), 0);
    }

    private void live() {
        stage.chapter(String.format(
                Locale.ROOT,
                "%d days pass; a backend asks for a token every hour; SP-API takes %d minutes to know a new secret",
                days,
                PROPAGATION.toMinutes()));
        seen = stage.sandbox.inbox().mails().size();
        Instant start = stage.sandbox.clock().instant();
        Instant end = start.plus(Duration.ofDays(days));
        int asked = 0;
        int served = 0;
        int known = stage.application.secrets().size();
        while (stage.sandbox.clock().instant().isBefore(end)) {
            stage.sandbox.clock().advance(PAUSE);
            served += stage.askUnseen().token() == null ? 0 : 1;
            asked++;
            List<SecretDates> secrets = stage.application.secrets();
            if (secrets.size() > known) {
                known = secrets.size();
                issued(secrets.get(known - 1), start);
            }
            tell();
            stage.progress("day %d of %d"
                    .formatted(
                            Duration.between(start, stage.sandbox.clock().instant())
                                    .toDays(),
                            days));
        }
        stage.check(
                "%,d calls".formatted(asked),
                String.format(Locale.ROOT, "%,d tokens", served),
                served == asked ? null : "a token for each");
    }

    /** Amazon has issued a secret: the one before is on its way out. */
    private void issued(SecretDates secret, Instant start) {
        stage.timeline.replaced(secret.issued(), secret.issued().plus(RegisteredApplication.OVERLAP));
        stage.timeline.issued(secret.issued(), secret.expires());
        stage.timeline.rotation(secret.issued(), "by itself");
        stage.check(
                "Amazon issues a new secret",
                "%s, day %d"
                        .formatted(
                                Stage.day(secret.issued()),
                                Duration.between(start, secret.issued()).toDays()),
                null);
    }

    /** What people got to read meanwhile. */
    private void tell() {
        List<Mail> mails = stage.sandbox.inbox().mails();
        mails.subList(seen, mails.size()).forEach(stage::received);
        seen = mails.size();
    }

    private void afterwards() {
        stage.chapter("And now");
        List<Exchange> exchanges = stage.sandbox.lwa().exchanges();
        Instant used = exchanges.get(exchanges.size() - 1).secretIssued();
        List<SecretDates> secrets = stage.application.secrets();
        boolean newest = used.equals(secrets.get(secrets.size() - 1).issued());
        stage.check(
                "Amazon says which of its %d secrets the last token came of".formatted(secrets.size()),
                newest ? "the newest" : "an older one",
                newest ? null : "the newest");
        stage.ran("status", stage.operator.run("status"), 0);
        stage.ran("history", stage.operator.run("history"), 0);
    }
}
