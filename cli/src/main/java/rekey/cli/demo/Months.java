package rekey.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.sns.Mail;

/** The demo's main part: five months pass, people are reminded, the secret is rotated by hand, and nobody notices. */
final class Months {
    /** How often the backend asks while the months pass. */
    private static final Duration PAUSE = Duration.ofHours(6);

    private static final Duration TOO_LATE = Duration.ofDays(155);

    private final Stage stage;

    Months(Stage stage) {
        this.stage = stage;
    }

    void run() {
        untilReminded();
        rotate();
        outliveTheOldSecret();
    }

    private void untilReminded() {
        stage.chapter("Five months pass; a backend asks for a token every six hours");
        Instant start = stage.sandbox.clock().instant();
        Instant end = start.plus(TOO_LATE);
        int before = mails().size();
        Predicate<Mail> reminder = mail -> mail.message().contains("unchanged");
        int served = 0;
        int asked = 0;
        while (mails().stream().noneMatch(reminder)
                && stage.sandbox.clock().instant().isBefore(end)) {
            stage.sandbox.clock().advance(PAUSE);
            served += stage.askUnseen().token() == null ? 0 : 1;
            asked++;
            stage.progress("day %d of 180"
                    .formatted(Duration.between(start, stage.sandbox.clock().instant())
                            .toDays()));
        }
        stage.check(
                "%d calls".formatted(asked),
                "%d tokens".formatted(served),
                served == asked ? null : "a token for each");
        List<Mail> arrived = mails().subList(before, mails().size()).stream()
                .filter(reminder)
                .toList();
        arrived.forEach(stage::received);
        arrived.stream().findFirst().ifPresent(mail -> stage.timeline.reminder(mail.time(), "150 days"));
        boolean both = arrived.stream().map(Mail::protocol).distinct().count() == 2;
        stage.check(
                "reminded after %d days"
                        .formatted(Duration.between(start, stage.sandbox.clock().instant())
                                .toDays()),
                "by a mail and a short message",
                both ? null : "a mail and a short message");
        stage.ran("status", stage.operator.status(), 3);
    }

    private void rotate() {
        stage.chapter("The operator rotates the secret in the Developer Console, and stores it as the mail says");
        Backend.Answer before = stage.askUnseen();
        String secret = stage.secret(stage.application.issueSecret());
        Instant now = stage.sandbox.clock().instant();
        stage.timeline.rotation(now, "by hand");
        stage.timeline.replaced(now, now.plus(RegisteredApplication.OVERLAP));
        stage.timeline.issued(now, now.plus(RegisteredApplication.SECRET_LIFE));
        String name = stage.names.clientSecret();
        stage.ran("put " + name, stage.operator.put(secret, name), 0);
        stage.sandbox.clock().advance(Duration.ofMinutes(6));
        stage.expectNew("6 minutes later, nothing redeployed", Stage.FORCED, before);
        List<Exchange> exchanges = stage.sandbox.lwa().exchanges();
        Exchange last = exchanges.get(exchanges.size() - 1);
        boolean newest = last.secretIssued().isAfter(exchanges.get(0).secretIssued());
        stage.check(
                "Amazon says which secret it was",
                newest ? "the new one" : "the old one",
                newest ? null : "the new one");
    }

    private void outliveTheOldSecret() {
        stage.chapter("Eight days later, with the old secret dead");
        int asked = 0;
        int served = 0;
        for (Duration passed = Duration.ZERO; passed.toDays() < 8; passed = passed.plus(PAUSE)) {
            stage.sandbox.clock().advance(PAUSE);
            served += stage.askUnseen().token() == null ? 0 : 1;
            asked++;
        }
        stage.check(
                "%d calls".formatted(asked),
                "%d tokens".formatted(served),
                served == asked ? null : "a token for each");
        stage.ran("status", stage.operator.status(), 0);
    }

    private List<Mail> mails() {
        return stage.sandbox.inbox().mails();
    }
}
