package rekey.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import rekey.ledger.RotationRequest.Outcome;

/**
 * How many days are left of the client secret and what happens next, in one line for people.
 *
 * @param daysLeft whole days until the secret in use ends, 0 on its last day and when it has ended; empty when none is in
 *     use
 * @param sentence both, in plain English, with times in UTC
 * @param nextAt when the next thing happens, or until when somebody must have done it; empty when that is at once, or
 *     nobody can tell
 */
public record Outlook(Phase phase, OptionalLong daysLeft, String sentence, Optional<Instant> nextAt) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * @param automatic whether Rekey rotates by itself once the application is enrolled
     * @param before how long before its end it then does
     */
    public static Outlook of(Ledger ledger, Instant now, boolean automatic, Duration before) {
        return new Teller(ledger, now, automatic, before).tell();
    }

    private record Teller(Ledger ledger, Instant now, boolean automatic, Duration before) {

        Outlook tell() {
            Phase phase = Phase.of(ledger, now, before);
            Optional<KnownSecret> current = ledger.current();
            if (current.isEmpty()) {
                return phase == Phase.RECEIVED
                        ? new Outlook(
                                phase,
                                OptionalLong.empty(),
                                "No client secret is in use. One has come from Amazon and is being proven.",
                                Optional.empty())
                        : new Outlook(
                                phase,
                                OptionalLong.empty(),
                                "No client secret is known yet. Next: store it (rekey put does).",
                                Optional.empty());
            }
            long left = Math.max(0, Duration.between(now, current.get().ends()).toDays());
            return switch (phase) {
                case UNKNOWN -> throw new IllegalStateException("A current secret is known.");
                case RECEIVED ->
                    outlook(
                            phase,
                            left,
                            received(current.get()),
                            Optional.of(current.get().ends()));
                case EXPIRED -> outlook(phase, left, expired(current.get()), Optional.empty());
                case REQUESTED -> requested(left, current.get());
                case DUE, IN_USE ->
                    outlook(phase, left, left(left, current.get()) + "." + next(current.get()), nextAt(current.get()));
                case OVERLAP -> overlap(left, current.get());
            };
        }

        private static Outlook outlook(Phase phase, long left, String sentence, Optional<Instant> nextAt) {
            return new Outlook(phase, OptionalLong.of(left), sentence, nextAt);
        }

        private String received(KnownSecret current) {
            return "A new client secret has come and is being proven; the current one %s %s."
                    .formatted(hasEnded(current) ? "ended on" : "works until", TIME.format(current.ends()));
        }

        private String expired(KnownSecret current) {
            String ended = "The client secret ended on %s.".formatted(TIME.format(current.ends()));
            if (ledger.takenBack(now).isPresent()) {
                return ended + " Next: put the newer one back in use now (rekey rollback --forward does).";
            }
            return ledger.requestUnderWay(now)
                    .map(request -> ended + " " + asked(request))
                    .orElse(ended + " Next: rotate it by hand now (rekey rotate says how).");
        }

        private Outlook requested(long left, KnownSecret current) {
            RotationRequest request = ledger.requestUnderWay(now).orElseThrow();
            return outlook(
                    Phase.REQUESTED,
                    left,
                    "%s. %s".formatted(left(left, current), asked(request)),
                    Optional.of(request.at().plus(KnownSecret.OVERLAP)));
        }

        private static String asked(RotationRequest request) {
            return request.outcome() == Outcome.ACCEPTED
                    ? "Amazon was asked %s for a new one; it has not come yet.".formatted(TIME.format(request.at()))
                    : "Amazon was asked %s for a new one, and left open whether it will come; it is waited for until %s."
                            .formatted(
                                    TIME.format(request.at()),
                                    TIME.format(request.at().plus(KnownSecret.OVERLAP)));
        }

        private Outlook overlap(long left, KnownSecret current) {
            if (ledger.takenBack(now).isPresent()) {
                return outlook(
                        Phase.OVERLAP,
                        left,
                        "%s, which was put back in place of a newer one. Next: put the newer one back before %s"
                                        .formatted(left(left, current), TIME.format(current.ends()))
                                + " (rekey rollback --forward does).",
                        Optional.of(current.ends()));
            }
            Instant until = ledger.previous(now).orElseThrow().ends();
            return outlook(
                    Phase.OVERLAP,
                    left,
                    "%s; the one before works until %s (rekey rollback until then).%s"
                            .formatted(left(left, current), TIME.format(until), next(current)),
                    Optional.of(until));
        }

        /** Without its full stop. */
        private static String left(long left, KnownSecret current) {
            String days = left == 0 ? "Less than a day is" : left == 1 ? "1 day is" : left + " days are";
            boolean atMost = current.assumed() && current.ends().equals(current.expires()) && left > 0;
            return "%s%s left of the client secret".formatted(atMost ? "At most " : "", days);
        }

        private String next(KnownSecret current) {
            if (!automatic || !ledger.isEnrolled()) {
                return " Next: rotate it by hand before %s (rekey rotate says how), because %s."
                        .formatted(
                                DATE.format(current.ends()),
                                automatic ? "the application is not enrolled" : "automatic rotation is off");
            }
            Instant at = rotatesAt(current);
            return at.isAfter(now)
                    ? " Next: Rekey rotates it by itself on %s.".formatted(DATE.format(at))
                    : " Next: Rekey rotates it by itself within a day.";
        }

        private Optional<Instant> nextAt(KnownSecret current) {
            return Optional.of(automatic && ledger.isEnrolled() ? rotatesAt(current) : current.ends());
        }

        /** When it is due, or when Amazon may be asked again, if that is later; now when both have passed. */
        private Instant rotatesAt(KnownSecret current) {
            Instant due = current.ends().minus(before);
            Instant rested = ledger.restsUntil().orElse(due);
            Instant at = rested.isAfter(due) ? rested : due;
            return at.isAfter(now) ? at : now;
        }

        private boolean hasEnded(KnownSecret current) {
            return !now.isBefore(current.ends());
        }
    }
}
