package rekey.cli.rotate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;

/** How far a rotation is, by the ledger alone. */
public final class Course {
    /** In their order. */
    public enum Step {
        ASKED("asking"),
        ACCEPTED("requested"),
        UNCLEAR("unclear"),
        REFUSED("refused"),
        RECEIVED("received"),
        PROVEN("proven"),
        CURRENT("current");

        final String word;

        Step(String word) {
            this.word = word;
        }
    }

    /** A step that was made. */
    public record Event(Step step, Instant at, String sentence) {}

    private Course() {}

    /** Every step that {@code request} has made, the first one first. */
    static List<Event> of(Ledger ledger, RotationRequest request) {
        List<Event> events = new ArrayList<>();
        events.add(requested(request));
        answer(ledger, request).ifPresent(secret -> {
            events.add(new Event(
                    Step.RECEIVED,
                    secret.received().orElseThrow(),
                    "The new secret has come and is kept, as the pending one: %s.".formatted(secret.fingerprint())));
            secret.promoted().ifPresent(when -> {
                events.add(new Event(Step.PROVEN, when, "Login with Amazon and SP-API accept it."));
                events.add(new Event(
                        Step.CURRENT,
                        when,
                        "It is in use, as version %d. Amazon ends it on %s."
                                .formatted(secret.version(), LocalDate.ofInstant(secret.ends(), ZoneOffset.UTC))));
            });
        });
        return events;
    }

    /** The secret that Amazon issued because of it, as far as has come. */
    static Optional<KnownSecret> answer(Ledger ledger, RotationRequest request) {
        return ledger.secrets().stream()
                .filter(secret -> secret.received()
                        .filter(received -> !received.isBefore(request.at()))
                        .isPresent())
                .max(Comparator.comparing(KnownSecret::expires));
    }

    private static Event requested(RotationRequest request) {
        return switch (request.outcome()) {
            case ASKED -> new Event(Step.ASKED, request.at(), "Amazon is being asked for a new secret.");
            case ACCEPTED ->
                new Event(Step.ACCEPTED, request.at(), "Amazon issues a new secret, and sends it to the queue.");
            case UNCLEAR ->
                new Event(
                        Step.UNCLEAR,
                        request.at(),
                        "Amazon did not answer; Rekey waits for the message and does not ask again.");
            case REFUSED ->
                new Event(
                        Step.REFUSED, request.at(), "Amazon issued none: %s.".formatted(printable(request.problem())));
        };
    }

    private static String printable(String text) {
        return text.isBlank() ? "it does not say why" : text.replaceAll("[^ -~]", "?");
    }
}
