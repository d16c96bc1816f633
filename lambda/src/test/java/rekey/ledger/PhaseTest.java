package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import rekey.ledger.RotationRequest.Outcome;

/** One tick either side of each boundary. */
class PhaseTest {
    private static final Duration TICK = Duration.ofNanos(1);
    private static final Duration BEFORE = Duration.ofDays(40);
    private static final Instant ISSUED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant EXPIRES = ISSUED.plus(KnownSecret.LIFE);

    private static final Ledger IN_USE = Ledger.EMPTY.with(
            KnownSecret.received("current", EXPIRES, ISSUED.plusSeconds(5)).promotedAt(ISSUED.plusSeconds(60), 2));
    private static final Instant DUE = EXPIRES.minus(BEFORE);

    @Test
    void isUnknownWithoutASecret() {
        assertThat(phase(Ledger.EMPTY, ISSUED)).isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void isDueSomeDaysBeforeTheEndAndExpiredWithIt() {
        assertThat(phase(IN_USE, DUE.minus(TICK))).isEqualTo(Phase.IN_USE);
        assertThat(phase(IN_USE, DUE)).isEqualTo(Phase.DUE);
        assertThat(phase(IN_USE, EXPIRES.minus(TICK))).isEqualTo(Phase.DUE);
        assertThat(phase(IN_USE, EXPIRES)).isEqualTo(Phase.EXPIRED);
    }

    @Test
    void isRequestedUntilTheSecretComesOrSevenDaysHavePassed() {
        Ledger asked = IN_USE.with(new RotationRequest("1", DUE, "watch", Outcome.UNCLEAR, "HTTP 503"));
        Instant end = DUE.plus(KnownSecret.OVERLAP);

        assertThat(phase(asked, end.minus(TICK))).isEqualTo(Phase.REQUESTED);
        assertThat(phase(asked, end)).isEqualTo(Phase.DUE);
        assertThat(phase(asked.with(answer()), end)).isEqualTo(Phase.RECEIVED);
    }

    @Test
    void isReceivedUntilTheSecretIsPromotedEvenPastTheEnd() {
        Ledger received = IN_USE.with(answer());

        assertThat(phase(received, DUE.plusSeconds(60))).isEqualTo(Phase.RECEIVED);
        assertThat(phase(received, EXPIRES)).isEqualTo(Phase.RECEIVED);
        assertThat(phase(received.with(answer().promotedAt(DUE.plusSeconds(90), 3)), DUE.plusSeconds(90)))
                .isEqualTo(Phase.OVERLAP);
    }

    @Test
    void isInOverlapUntilTheOneBeforeEnds() {
        Ledger rotated = rotated();
        Instant end = DUE.plusSeconds(2).plus(KnownSecret.OVERLAP);

        assertThat(phase(rotated, end.minus(TICK))).isEqualTo(Phase.OVERLAP);
        assertThat(phase(rotated, end)).isEqualTo(Phase.IN_USE);
    }

    /** It is due by its days, but a newer one is there, and Amazon must not be asked for another. */
    @Test
    void isInOverlapAfterARollbackUntilTheOlderOneEnds() {
        Instant end = DUE.plusSeconds(2).plus(KnownSecret.OVERLAP);
        Ledger takenBack = rotated().with(IN_USE.current().orElseThrow().promotedAt(DUE.plusSeconds(600), 4));

        assertThat(phase(takenBack, DUE.plusSeconds(600))).isEqualTo(Phase.OVERLAP);
        assertThat(phase(takenBack, end.minus(TICK))).isEqualTo(Phase.OVERLAP);
        assertThat(phase(takenBack, end)).isEqualTo(Phase.EXPIRED);
    }

    private static Ledger rotated() {
        KnownSecret old = IN_USE.current().orElseThrow();
        return IN_USE.with(old.retiringAt(DUE.plusSeconds(2).plus(KnownSecret.OVERLAP)))
                .with(answer().promotedAt(DUE.plusSeconds(90), 3));
    }

    /** What Amazon issues 2 seconds after it was asked. */
    private static KnownSecret answer() {
        return KnownSecret.received("answer", DUE.plusSeconds(2).plus(KnownSecret.LIFE), DUE.plusSeconds(9));
    }

    private static Phase phase(Ledger ledger, Instant now) {
        return Phase.of(ledger, now, BEFORE);
    }
}
