package rekey.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rekey.ledger.CanaryFinding;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.Outlook;
import rekey.ledger.Phase;
import rekey.ledger.RotationRequest;

/**
 * What the ledger says of the client secret, and what it comes to.
 *
 * @param automation empty where no function is deployed that rotates
 */
record Rotation(Ledger ledger, Answer<Optional<Automation>> automation, Instant now) {
    static final String SUBJECT = "rotation";

    private static final Duration LONG = Duration.ofHours(1);
    /** The watch function looks once a day. */
    private static final Duration OVERDUE = Duration.ofDays(2);
    /** From when on somebody has to act where nothing happens by itself; the first reminder's day. */
    private static final Duration BY_HAND = Duration.ofDays(30);

    private static final String HEALTHY = "HEALTHY";

    /** A line of the summary. */
    record Line(String text, boolean isWell) {}

    Outlook outlook() {
        Automation set = automation.value().flatMap(found -> found).orElse(manual());
        return Outlook.of(ledger, now, set.automatic(), set.before());
    }

    /** What is not known is taken to be as usual; the page says that it is not known. */
    private Automation manual() {
        return automation.isKnown() ? new Automation(false, Automation.USUAL.before()) : Automation.USUAL;
    }

    Optional<KnownSecret> current() {
        return ledger.current();
    }

    boolean isByItself() {
        return ledger.isEnrolled()
                && automation.value().flatMap(found -> found).orElse(manual()).automatic();
    }

    /** The newest that Amazon sent and that is in use, or was. */
    Optional<Instant> lastRotation() {
        return ledger.secrets().stream()
                .filter(secret -> secret.received().isPresent())
                .flatMap(secret -> secret.promoted().stream())
                .max(Instant::compareTo);
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                automation
                        .value()
                        .flatMap(found -> found)
                        .map(set -> set.automatic()
                                ? "rotates by itself, %d days before the secret's end"
                                        .formatted(set.before().toDays())
                                : "rotates by hand: rekey rotate")
                        .orElse(
                                automation.isKnown()
                                        ? "no function is deployed that rotates"
                                        : "whether it rotates by itself is not known"),
                automation.isKnown()));
        lines.add(new Line(
                ledger.enrolment()
                        .filter(enrolment -> enrolment.enrolled())
                        .map(enrolment -> "enrolled since %s: %s".formatted(date(enrolment.at()), enrolment.how()))
                        .orElse("not enrolled: rekey enrol says how"),
                true));
        lines.add(course());
        ledger.canary().ifPresent(canary -> lines.add(canary(canary)));
        return lines;
    }

    private Line course() {
        Optional<KnownSecret> pending = ledger.pending();
        if (pending.isPresent()) {
            return new Line(
                    "a new secret came on %s, and is not proven yet"
                            .formatted(date(pending.get().received().orElse(now))),
                    unproven().isEmpty());
        }
        Optional<RotationRequest> request = ledger.requestUnderWay(now);
        if (request.isPresent()) {
            return new Line(
                    "Amazon was asked on %s; the new secret has not come yet"
                            .formatted(date(request.get().at())),
                    unanswered().isEmpty());
        }
        return new Line(
                lastRotation().map(when -> "last rotation on " + date(when)).orElse("no rotation yet"), true);
    }

    private static Line canary(CanaryFinding canary) {
        boolean isWell = canary.verdict().equals(HEALTHY);
        return new Line(
                "%s since %s"
                        .formatted(
                                isWell ? "SP-API accepts the secret," : "SP-API: %s,".formatted(canary.verdict()),
                                date(canary.since())),
                isWell);
    }

    List<Attention> attention() {
        List<Attention> attention = new ArrayList<>();
        unproven()
                .ifPresent(secret -> note(
                        attention,
                        "The new secret that came on %s is not proven yet, and tried again and again. See why in the function's log; the one in"
                                        .formatted(minute(secret.received().orElse(now)))
                                + " use works until %s."
                                        .formatted(ledger.current()
                                                .map(KnownSecret::ends)
                                                .map(Rotation::minute)
                                                .orElse("nobody knows when"))));
        unanswered()
                .ifPresent(request -> note(
                        attention,
                        "Amazon was asked on %s, and the new secret has not come. See whether it is in a queue whose name ends in -failed; rekey"
                                        .formatted(minute(request.at()))
                                + " rotate --dry-run says what would keep it from coming."));
        ledger.canary()
                .filter(canary -> !canary.verdict().equals(HEALTHY))
                .ifPresent(canary -> note(
                        attention,
                        "SP-API has not accepted the secret since %s (%s). Is it the newest? rekey history says who put it."
                                .formatted(minute(canary.since()), canary.verdict())));
        end(attention);
        return attention;
    }

    private void end(List<Attention> attention) {
        Optional<Instant> ends = ledger.current().map(KnownSecret::ends);
        if (ends.isEmpty()) {
            return;
        }
        Phase phase = outlook().phase();
        if (phase == Phase.EXPIRED || !now.isBefore(ends.get())) {
            note(
                    attention,
                    "The client secret ended on %s: calls fail. Rotate it now: rekey rotate, or in the Developer Console and rekey put"
                                    .formatted(minute(ends.get()))
                            + " clientsecret.");
        } else if (ledger.takenBack(now).isPresent()) {
            note(
                    attention,
                    "An older secret is in use than the newest. Go forward again before %s, by rekey rollback --forward, or rotate."
                            .formatted(minute(ends.get())));
        } else if (phase == Phase.DUE && isByItself() && isOverdue(ends.get())) {
            note(
                    attention,
                    "It should have been rotated by itself by now, %s before its end. See the watch function's log, or rekey rotate."
                            .formatted(days(Duration.between(now, ends.get()))));
        } else if (!isByItself()
                && phase == Phase.DUE
                && !now.isBefore(ends.get().minus(BY_HAND))) {
            note(
                    attention,
                    "%s are left, and nothing rotates it by itself. rekey rotate, or rotate it in the Developer Console and rekey put"
                                    .formatted(days(Duration.between(now, ends.get())))
                            + " clientsecret.");
        }
    }

    private boolean isOverdue(Instant ends) {
        Duration before =
                automation.value().flatMap(found -> found).orElse(manual()).before();
        return now.isAfter(ends.minus(before).plus(OVERDUE));
    }

    private Optional<KnownSecret> unproven() {
        return ledger.pending()
                .filter(secret -> secret.received()
                        .filter(received -> received.plus(LONG).isBefore(now))
                        .isPresent());
    }

    private Optional<RotationRequest> unanswered() {
        return ledger.requestUnderWay(now)
                .filter(request -> request.at().plus(LONG).isBefore(now));
    }

    private static void note(List<Attention> attention, String sentence) {
        attention.add(new Attention(SUBJECT, sentence));
    }

    private static String days(Duration left) {
        return left.toDays() == 1 ? "1 day" : left.toDays() + " days";
    }

    private static LocalDate date(Instant when) {
        return LocalDate.ofInstant(when, ZoneOffset.UTC);
    }

    private static String minute(Instant when) {
        return when.toString().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
    }
}
