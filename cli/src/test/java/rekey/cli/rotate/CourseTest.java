package rekey.cli.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import rekey.cli.rotate.Course.Event;
import rekey.cli.rotate.Course.Step;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/** What the ledger says of how far a rotation is. */
class CourseTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T15:00:00Z");
    private static final RotationRequest REQUEST = new RotationRequest("r1", ASKED, "me", Outcome.ACCEPTED, "");
    private static final KnownSecret OLD =
            KnownSecret.storedByHand("0000000000aa", ASKED.minus(Duration.ofDays(100)), 2);
    private static final KnownSecret NEW =
            KnownSecret.received("0000000000bb", ASKED.plus(KnownSecret.LIFE), ASKED.plusSeconds(20));

    @Test
    void goesFromTheRequestByTheReceiptAndTheProofToTheSecretInUse() {
        Ledger ledger = Ledger.EMPTY.with(OLD).with(REQUEST);
        assertThat(steps(ledger)).containsExactly(Step.ACCEPTED);

        ledger = ledger.with(NEW);
        assertThat(steps(ledger)).containsExactly(Step.ACCEPTED, Step.RECEIVED);

        ledger = ledger.with(NEW.promotedAt(ASKED.plusSeconds(50), 3));
        assertThat(steps(ledger)).containsExactly(Step.ACCEPTED, Step.RECEIVED, Step.PROVEN, Step.CURRENT);
        assertThat(Course.of(ledger, REQUEST))
                .last()
                .satisfies(event ->
                        assertThat(event.sentence()).contains("version 3").contains("2027-05-22"));
    }

    @Test
    void explainsThatNobodyAsksAgainWhereAmazonDidNotAnswer() {
        RotationRequest unclear = REQUEST.withOutcome(Outcome.UNCLEAR, "HTTP 503");

        assertThat(Course.of(Ledger.EMPTY.with(unclear), unclear))
                .extracting(Event::sentence)
                .containsExactly("Amazon did not answer; Rekey waits for the message and does not ask again.");
    }

    @Test
    void doesNotTakeASecretThatCameBeforeForTheAnswer() {
        KnownSecret before = KnownSecret.received("0000000000cc", ASKED.plus(KnownSecret.LIFE), ASKED.minusSeconds(1));

        assertThat(steps(Ledger.EMPTY.with(before).with(REQUEST))).containsExactly(Step.ACCEPTED);
    }

    @Test
    void printsNothingOfAProblemThatATerminalWouldObey() {
        RotationRequest refused = REQUEST.withOutcome(Outcome.REFUSED, "HTTP 400\u001b[2J");

        assertThat(Course.of(Ledger.EMPTY.with(refused), refused))
                .extracting(Event::sentence)
                .containsExactly("Amazon issued none: HTTP 400?[2J.");
    }

    private static List<Step> steps(Ledger ledger) {
        return Course.of(ledger, REQUEST).stream().map(Event::step).toList();
    }
}
