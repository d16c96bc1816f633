package rekey.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SandboxClockTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void startsAtTheRealNow() {
        assertThat(new SandboxClock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void ticksWithRealTimeFromWhereItStarted() {
        SandboxClock clock = new SandboxClock(START);
        Instant first = clock.instant();
        while (!clock.instant().isAfter(first)) {
            Thread.onSpinWait();
        }
        assertThat(first).isBetween(START, START.plusSeconds(10));
    }

    @Test
    void movesAheadByWhatItIsTold() {
        SandboxClock clock = new SandboxClock(START);
        clock.advance(Duration.ofDays(180));
        Instant moved = clock.advance(Duration.ofHours(1));
        assertThat(moved).isCloseTo(START.plus(Duration.ofDays(180).plusHours(1)), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void doesNotMoveBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SandboxClock(START).advance(Duration.ofNanos(-1)))
                .withMessageContaining("cannot be undone");
    }

    @Test
    void aClockInAnotherZoneMovesAlong() {
        SandboxClock clock = new SandboxClock(START);
        Clock inTokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofDays(1));
        assertThat(inTokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(inTokyo.instant()).isCloseTo(START.plus(Duration.ofDays(1)), within(10, ChronoUnit.SECONDS));
    }
}
