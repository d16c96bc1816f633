package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.ledger.RandomLedgers.START;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rekey.ledger.RotationRequest.Outcome;

/** Facts come to the same ledger in whatever order they are joined, and what is stored of it says the same. */
class LedgerJoinTest {
    private static final int TIMES = 1_000;

    private final RandomLedgers random = new RandomLedgers(20261123);

    @Test
    void isTheSameFromEitherSide() {
        for (int i = 0; i < TIMES; i++) {
            Ledger one = random.next();
            Ledger other = random.next();

            assertThat(one.join(other)).isEqualTo(other.join(one));
        }
    }

    @Test
    void isTheSameInWhateverOrder() {
        for (int i = 0; i < TIMES; i++) {
            Ledger first = random.next();
            Ledger second = random.next();
            Ledger third = random.next();

            assertThat(first.join(second).join(third)).isEqualTo(first.join(second.join(third)));
        }
    }

    @Test
    void addsNothingThatIsKnown() {
        for (int i = 0; i < TIMES; i++) {
            Ledger one = random.next();
            Ledger both = one.join(random.next());

            assertThat(one.join(one)).isEqualTo(one);
            assertThat(one.join(Ledger.EMPTY)).isEqualTo(one);
            assertThat(both.join(one)).isEqualTo(both);
        }
    }

    @Test
    void isWhatOneAfterTheOtherAdds() {
        for (int i = 0; i < TIMES; i++) {
            Ledger ledger = random.next();
            KnownSecret secret = random.secret();
            RotationRequest request = random.request();

            assertThat(ledger.with(secret).with(request))
                    .isEqualTo(ledger.with(request).with(secret));
            assertThat(ledger.with(secret).with(secret)).isEqualTo(ledger.with(secret));
            assertThat(ledger.with(secret)).isEqualTo(ledger.join(Ledger.EMPTY.with(secret)));
            assertThat(ledger.with(request)).isEqualTo(ledger.join(Ledger.EMPTY.with(request)));
        }
    }

    @Test
    void meansTheSamePruned() {
        int pruned = 0;
        for (int i = 0; i < TIMES; i++) {
            Ledger whole = random.next().join(random.next());
            Ledger stored = Remembered.of(whole);
            pruned += whole.secrets().size() > stored.secrets().size() ? 1 : 0;

            assertThat(stored.secrets()).hasSizeLessThanOrEqualTo(4).isSubsetOf(whole.secrets());
            assertThat(stored.requests()).hasSizeLessThanOrEqualTo(3).isSubsetOf(whole.requests());
            assertThat(stored.said()).hasSizeLessThanOrEqualTo(40);
            assertThat(Remembered.of(stored)).isEqualTo(stored);
            assertThat(stored.current()).isEqualTo(whole.current());
            assertThat(stored.pending()).isEqualTo(whole.pending());
            assertThat(stored.restsUntil()).isEqualTo(whole.restsUntil());
            for (int day = -1; day < 200; day += 3) {
                Instant now = START.plus(Duration.ofDays(day));
                assertThat(stored.previous(now)).isEqualTo(whole.previous(now));
            }
        }
        assertThat(pruned).as("the generator makes ledgers that are too large").isGreaterThan(TIMES / 2);
    }

    /** Said and requests are forgotten by something that no join changes, so that it does not matter when. */
    @Test
    void forgetsTheSameThingsBeforeAsAfter() {
        for (int i = 0; i < TIMES; i++) {
            Ledger one = random.next();
            Ledger other = random.next();
            Ledger before = Remembered.of(Remembered.of(one).join(Remembered.of(other)));
            Ledger after = Remembered.of(one.join(other));

            assertThat(before.said()).isEqualTo(after.said());
            assertThat(before.current().map(KnownSecret::fingerprint))
                    .isEqualTo(after.current().map(KnownSecret::fingerprint));
        }
    }

    /** Five forced rotations in one hour, none of them proven yet, and a current secret of which long nothing was heard. */
    @Test
    void neverForgetsTheCurrentSecretOverManyNewOnes() {
        Ledger ledger = Ledger.EMPTY.with(KnownSecret.storedByHand("current", START.minus(Duration.ofDays(100)), 3));
        for (int minute = 0; minute < 9; minute++) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            ledger = Remembered.of(ledger.with(KnownSecret.received("new-" + minute, at.plus(KnownSecret.LIFE), at)));
        }

        assertThat(ledger.current().orElseThrow().fingerprint()).isEqualTo("current");
        assertThat(ledger.pending().orElseThrow().fingerprint()).isEqualTo("new-8");
    }

    @Test
    void neverForgetsARequestThatMayHaveRotatedOverManyThatDidNot() {
        RotationRequest asked = new RotationRequest("asked", START, "watch", Outcome.UNCLEAR, "");
        Ledger ledger = Ledger.EMPTY.with(asked);
        for (int i = 0; i < 9; i++) {
            ledger = Remembered.of(ledger.with(new RotationRequest(
                    "refused-" + i, START.plusSeconds(i + 1), "watch", Outcome.REFUSED, "HTTP 429")));
        }

        assertThat(ledger.requestUnderWay(START.plusSeconds(60))).contains(asked);
        assertThat(ledger.requests().get(0).id()).isEqualTo("refused-8");
    }

    @Test
    void keepsAnOutcomeThatCameLaterInTheOrderOfOutcomes() {
        RotationRequest asked = new RotationRequest("one", START, "watch", Outcome.ASKED, "");
        Stream.of(Outcome.UNCLEAR, Outcome.ACCEPTED, Outcome.REFUSED)
                .forEach(outcome -> assertThat(Ledger.EMPTY
                                .with(asked.withOutcome(outcome, ""))
                                .with(asked)
                                .requests())
                        .containsExactly(asked.withOutcome(outcome, "")));
    }

    /** A message that comes again must not take its secret's promotion back. */
    @Test
    void keepsThatASecretWasPromotedWhenItIsReceivedAgain() {
        KnownSecret received = KnownSecret.received("new", START.plus(KnownSecret.LIFE), START);
        Ledger ledger = Ledger.EMPTY.with(received.promotedAt(START.plusSeconds(60), 7));

        Ledger again =
                ledger.with(KnownSecret.received("new", START.plus(KnownSecret.LIFE), START.plus(Duration.ofHours(1))));

        assertThat(again).isEqualTo(ledger);
    }

    @Test
    void cannotBeChangedThroughWhatItGivesAway() {
        Ledger ledger =
                Ledger.EMPTY.saying("done/1", START).with(random.secret()).with(random.request());

        assertThatThrownBy(() -> ledger.said().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.secrets().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.requests().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
