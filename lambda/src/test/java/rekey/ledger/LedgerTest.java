package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.ledger.RotationRequest.Outcome;

/** What is worked out from the facts, one tick either side of each boundary. */
class LedgerTest {
    private static final Instant FIRST_ISSUED = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant ROTATED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration TICK = Duration.ofNanos(1);

    private static final KnownSecret OLD = secret("old", FIRST_ISSUED);
    private static final KnownSecret NEW = secret("new", ROTATED);
    private static final Ledger OVERLAP = Ledger.EMPTY
            .with(OLD.promotedAt(FIRST_ISSUED.plusSeconds(60), 2).retiringAt(ROTATED.plus(KnownSecret.OVERLAP)))
            .with(NEW.promotedAt(ROTATED.plusSeconds(60), 3));

    @Test
    void theCurrentSecretIsTheOnePromotedLast() {
        assertThat(Ledger.EMPTY.current()).isEmpty();
        assertThat(Ledger.EMPTY.with(OLD).current()).isEmpty();
        assertThat(fingerprint(OVERLAP)).isEqualTo("new");
    }

    @Test
    void thePreviousOneIsGoodUntilItRetiresAndNotATickLonger() {
        Instant ends = ROTATED.plus(KnownSecret.OVERLAP);

        assertThat(OVERLAP.previous(ends.minus(TICK)).orElseThrow().fingerprint())
                .isEqualTo("old");
        assertThat(OVERLAP.previous(ends)).isEmpty();
    }

    /** Rotated and stored by hand: nobody has told when the old one retires. */
    @Test
    void thePreviousOneIsGoodForSevenDaysWhenNobodyToldUntilWhen() {
        Ledger byHand = Ledger.EMPTY
                .with(KnownSecret.storedByHand("old", FIRST_ISSUED, 2))
                .with(KnownSecret.storedByHand("new", ROTATED, 3));
        Instant ends = ROTATED.plus(KnownSecret.OVERLAP);

        assertThat(byHand.previous(ends.minus(TICK)).orElseThrow().ends()).isEqualTo(ends);
        assertThat(byHand.previous(ends)).isEmpty();
    }

    @Test
    void thePreviousOneEndsByItsExpiryWhenThatComesFirst() {
        Ledger late = Ledger.EMPTY
                .with(OLD.promotedAt(FIRST_ISSUED, 2))
                .with(secret("new", OLD.expires().minus(Duration.ofDays(1)))
                        .promotedAt(OLD.expires().minus(Duration.ofHours(1)), 3));

        assertThat(late.previous(OLD.expires().minus(TICK))).isPresent();
        assertThat(late.previous(OLD.expires())).isEmpty();
    }

    @Test
    void anOlderSecretPromotedLaterIsTheCurrentOne() {
        Instant rolledBack = ROTATED.plus(Duration.ofDays(2));
        Ledger ledger = OVERLAP.with(OLD.promotedAt(rolledBack, 4));

        assertThat(fingerprint(ledger)).isEqualTo("old");
        assertThat(ledger.current().orElseThrow().version()).isEqualTo(4);
        assertThat(ledger.current().orElseThrow().ends()).isEqualTo(ROTATED.plus(KnownSecret.OVERLAP));
        assertThat(ledger.previous(rolledBack).orElseThrow().fingerprint()).isEqualTo("new");
        assertThat(ledger.takenBack(rolledBack)).isEqualTo(ledger.previous(rolledBack));
        assertThat(ledger.previous(NEW.expires().minus(TICK))).isPresent();
        assertThat(ledger.previous(NEW.expires())).isEmpty();
        assertThat(ledger.pending()).isEmpty();
        assertThat(Remembered.of(ledger)).isEqualTo(ledger);
    }

    @Test
    void theNewerOneCanBePutBackAgain() {
        Ledger ledger = OVERLAP.with(OLD.promotedAt(ROTATED.plus(Duration.ofDays(2)), 4))
                .with(NEW.promotedAt(ROTATED.plus(Duration.ofDays(3)), 5));

        assertThat(fingerprint(ledger)).isEqualTo("new");
        assertThat(ledger.takenBack(ROTATED.plus(Duration.ofDays(4)))).isEmpty();
        assertThat(ledger.previous(ROTATED.plus(Duration.ofDays(4)))
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo("old");
    }

    @Test
    void ofTwoPromotedAtTheSameTimeTheHigherVersionIsTheCurrentOne() {
        Ledger ledger = Ledger.EMPTY.with(OLD.promotedAt(ROTATED, 4)).with(NEW.promotedAt(ROTATED, 3));

        assertThat(fingerprint(ledger)).isEqualTo("old");
    }

    @Test
    void theNewestUnprovenOneIsPending() {
        KnownSecret newer = secret("newer", ROTATED.plus(Duration.ofMinutes(2)));
        Ledger ledger = OVERLAP.with(secret("new-2", ROTATED.plus(Duration.ofMinutes(1))))
                .with(newer);

        assertThat(ledger.pending()).contains(newer);
        assertThat(ledger.with(newer.promotedAt(ROTATED.plus(Duration.ofHours(1)), 4))
                        .pending())
                .as("one that is older than the current one")
                .isEmpty();
        assertThat(Ledger.EMPTY.with(NEW).pending()).contains(NEW);
    }

    @Test
    void noOlderSecretIsPending() {
        assertThat(OVERLAP.with(secret("one before", ROTATED.minus(TICK))).pending())
                .isEmpty();
        assertThat(OVERLAP.with(secret("one at the same time", ROTATED)).pending())
                .isEmpty();
        assertThat(OVERLAP.with(secret("one after", ROTATED.plus(TICK))).pending())
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aRequestIsUnderWayForSevenDaysUnlessItWasRefused(Outcome outcome) {
        RotationRequest request = request(outcome);
        Ledger ledger = Ledger.EMPTY.with(OLD.promotedAt(FIRST_ISSUED, 2)).with(request);
        Instant end = ROTATED.plus(KnownSecret.OVERLAP);

        if (outcome == Outcome.REFUSED) {
            assertThat(ledger.requestUnderWay(ROTATED)).isEmpty();
        } else {
            assertThat(ledger.requestUnderWay(ROTATED)).contains(request);
            assertThat(ledger.requestUnderWay(end.minus(TICK))).contains(request);
        }
        assertThat(ledger.requestUnderWay(end)).isEmpty();
    }

    @Test
    void aRequestIsAnsweredByTheSecretThatComes() {
        RotationRequest request = request(Outcome.ACCEPTED);
        Instant issued = ROTATED.plusSeconds(2);
        KnownSecret issuedForIt = KnownSecret.received("answer", issued.plus(KnownSecret.LIFE), issued.plusSeconds(5));

        assertThat(Ledger.EMPTY.with(request).with(issuedForIt).requestUnderWay(issued.plusSeconds(6)))
                .isEmpty();
    }

    /** Amazon's clock is a little behind ours. */
    @Test
    void aRequestIsAnsweredByASecretThatWasIssuedALittleBefore() {
        KnownSecret answer =
                KnownSecret.received("answer", ROTATED.minusSeconds(9).plus(KnownSecret.LIFE), ROTATED);

        assertThat(Ledger.EMPTY.with(answer).isAnswered(request(Outcome.ACCEPTED)))
                .isTrue();
    }

    @Test
    void aRequestIsNotAnsweredByASecretThatCameBefore() {
        KnownSecret earlier = KnownSecret.received("earlier", ROTATED.plus(KnownSecret.LIFE), ROTATED.minus(TICK));

        assertThat(Ledger.EMPTY.with(earlier).isAnswered(request(Outcome.ACCEPTED)))
                .isFalse();
    }

    /** A message of an earlier rotation that comes late, or again, out of a dead-letter queue. */
    @Test
    void aRequestIsNotAnsweredByAMessageOfAnEarlierRotation() {
        Instant longAgo = ROTATED.minus(Duration.ofDays(9));
        KnownSecret late = KnownSecret.received("late", longAgo.plus(KnownSecret.LIFE), ROTATED.plusSeconds(60));

        assertThat(Ledger.EMPTY.with(late).isAnswered(request(Outcome.ACCEPTED)))
                .isFalse();
    }

    @Test
    void restsForSevenDaysAfterTheLastSecretOrTheLastRequestThatMayHaveRotated() {
        Instant later = ROTATED.plus(Duration.ofDays(1));

        assertThat(Ledger.EMPTY.restsUntil()).isEmpty();
        assertThat(OVERLAP.restsUntil()).contains(ROTATED.plus(KnownSecret.OVERLAP));
        assertThat(OVERLAP.with(new RotationRequest("2", later, "operator", Outcome.UNCLEAR, "HTTP 503"))
                        .restsUntil())
                .contains(later.plus(KnownSecret.OVERLAP));
        assertThat(OVERLAP.with(new RotationRequest("2", later, "operator", Outcome.REFUSED, "HTTP 429"))
                        .restsUntil())
                .contains(ROTATED.plus(KnownSecret.OVERLAP));
    }

    /** When it was issued nobody knows; a fresh deployment is not held up by that. */
    @Test
    void doesNotRestAfterASecretThatAPersonStored() {
        assertThat(Ledger.EMPTY
                        .with(KnownSecret.storedByHand("by hand", ROTATED, 2))
                        .restsUntil())
                .isEmpty();
    }

    @Test
    void isEnrolledWhenThatIsWhatIsKnown() {
        assertThat(Ledger.EMPTY.isEnrolled()).isFalse();
        Ledger enrolled = Ledger.EMPTY.with(new Enrolment(true, ROTATED, "a message came"));
        assertThat(enrolled.isEnrolled()).isTrue();
        assertThat(enrolled.with(new Enrolment(false, ROTATED.plus(TICK), "Amazon said so"))
                        .isEnrolled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done/Schlüssel", "a\"b", "a\\b", "0123456789012345678901234567890123456789012345678"})
    void takesNoKeyOfANoticeThatItCannotKeep(String key) {
        assertThatThrownBy(() -> Ledger.EMPTY.saying(key, ROTATED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A notice's key is 1 to 48 printable ASCII characters");
    }

    private static String fingerprint(Ledger ledger) {
        return ledger.current().orElseThrow().fingerprint();
    }

    private static RotationRequest request(Outcome outcome) {
        return new RotationRequest("1", ROTATED, "watch", outcome, "");
    }

    /** One that Amazon sent 5 seconds after it issued it. */
    private static KnownSecret secret(String fingerprint, Instant issued) {
        return KnownSecret.received(fingerprint, issued.plus(KnownSecret.LIFE), issued.plusSeconds(5));
    }
}
