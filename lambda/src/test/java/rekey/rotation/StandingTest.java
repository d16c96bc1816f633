package rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;

/** Which secret may replace which, one tick either side of each boundary. */
class StandingTest {
    private static final Instant STORED = Instant.parse("2026-11-23T15:04:05.678Z");
    private static final Instant EXPIRES = STORED.plus(KnownSecret.LIFE);
    private static final Duration TICK = Duration.ofMillis(1);

    private static final KnownSecret BY_HAND = KnownSecret.storedByHand("current", STORED, 3);
    private static final KnownSecret FROM_AMAZON =
            KnownSecret.received("current", EXPIRES, STORED).promotedAt(STORED, 3);

    @Test
    void whereThereIsNoneAnySecretIsNewer() {
        assertThat(Standing.of(Ledger.EMPTY, another(EXPIRES))).isEqualTo(Standing.NEWER);
    }

    @Test
    void theCurrentOneIsItself() {
        assertThat(Standing.of(Ledger.EMPTY.with(BY_HAND), BY_HAND)).isEqualTo(Standing.CURRENT);
    }

    @Test
    void ofTwoThatCameFromAmazonTheLaterIsNewer() {
        Ledger ledger = Ledger.EMPTY.with(FROM_AMAZON);

        assertThat(Standing.of(ledger, another(EXPIRES.plus(TICK)))).isEqualTo(Standing.NEWER);
        assertThat(Standing.of(ledger, another(EXPIRES))).isEqualTo(Standing.UNTOLD);
        assertThat(Standing.of(ledger, another(EXPIRES.minus(TICK)))).isEqualTo(Standing.OLDER);
    }

    @Test
    void whatWasIssuedAfterTheCurrentOneWasStoredIsNewerAndOfWhatWasIssuedBeforeNobodyCanTell() {
        Ledger ledger = Ledger.EMPTY.with(BY_HAND);

        assertThat(Standing.of(ledger, another(EXPIRES.plus(TICK)))).isEqualTo(Standing.NEWER);
        assertThat(Standing.of(ledger, another(EXPIRES))).isEqualTo(Standing.UNTOLD);
        assertThat(Standing.of(ledger, another(EXPIRES.minus(TICK)))).isEqualTo(Standing.UNTOLD);
    }

    @Test
    void whatAnOperatorHasSaidOfTheCurrentOneIsNotEnoughToDropASecret() {
        Ledger ledger = Ledger.EMPTY.with(BY_HAND.expiringAt(EXPIRES));

        assertThat(Standing.of(ledger, another(EXPIRES.minus(TICK)))).isEqualTo(Standing.UNTOLD);
    }

    @Test
    void oneThatWasTheCurrentOneIsPastEvenWhenItIsNewer() {
        KnownSecret newer = another(EXPIRES.plus(TICK)).promotedAt(STORED.minus(TICK), 2);

        assertThat(Standing.of(Ledger.EMPTY.with(FROM_AMAZON).with(newer), newer))
                .isEqualTo(Standing.PAST);
    }

    private static KnownSecret another(Instant expires) {
        return KnownSecret.received("another", expires, STORED);
    }
}
