package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretTest {
    private static final Instant STORED = Instant.parse("2026-11-23T15:04:05Z");
    private static final Instant LATEST = STORED.plus(Duration.ofDays(180));

    private static final KnownSecret BY_HAND = KnownSecret.storedByHand("3fa9c2d4e5f6", STORED, 4);

    @Test
    void onePutByHandEndsAtMost180DaysLater() {
        assertThat(BY_HAND.ends()).isEqualTo(LATEST);
        assertThat(BY_HAND.assumed()).isTrue();
        assertThat(BY_HAND.promoted()).contains(STORED);
    }

    @Test
    void endsWhenItRetiresIfThatComesBeforeItsExpiry() {
        assertThat(BY_HAND.retiringAt(LATEST.minusNanos(1)).ends()).isEqualTo(LATEST.minusNanos(1));
        assertThat(BY_HAND.retiringAt(LATEST).ends()).isEqualTo(LATEST);
        assertThat(BY_HAND.retiringAt(LATEST.plusNanos(1)).ends()).isEqualTo(LATEST);
    }

    @Test
    void believesWhatWasToldRatherThanWhatWasAssumed() {
        KnownSecret told = BY_HAND.expiringAt(STORED.plus(Duration.ofDays(20)));

        assertThat(BY_HAND.join(told)).isEqualTo(told);
        assertThat(told.join(BY_HAND)).isEqualTo(told);
    }

    @Test
    void ofTwoThatWereToldBelievesTheLater() {
        KnownSecret earlier = BY_HAND.expiringAt(STORED.plus(Duration.ofDays(20)));
        KnownSecret later = BY_HAND.expiringAt(STORED.plus(Duration.ofDays(21)));

        assertThat(earlier.join(later)).isEqualTo(later);
    }

    /** A put that changed the policies only, taken for one that stored the secret, makes it no younger. */
    @Test
    void ofTwoThatAreAssumedBelievesTheEarlier() {
        KnownSecret again = KnownSecret.storedByHand("3fa9c2d4e5f6", STORED.plus(Duration.ofDays(50)), 5);

        assertThat(BY_HAND.join(again).expires()).isEqualTo(LATEST);
        assertThat(BY_HAND.join(again).version()).isEqualTo(5);
    }

    @Test
    void hasNoVersionUntilItIsPromoted() {
        KnownSecret received = KnownSecret.received("3fa9c2d4e5f6", LATEST, STORED);

        assertThat(received.version()).isZero();
        assertThat(received.promotedAt(STORED, 9).version()).isEqualTo(9);
    }

    /** Nobody could count 180 days from these; and they would not be read again. */
    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void endsAtATimeThatCanBe(String time) {
        assertThatThrownBy(() -> KnownSecret.received("3fa9c2d4e5f6", Instant.parse(time), STORED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BY_HAND.retiringAt(Instant.parse(time))).isInstanceOf(IllegalArgumentException.class);
    }
}
