package rekey.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void whatIsDueHappensInTheOrderOfItsTimesWithTheClockAtEach() {
        SandboxClock clock = new SandboxClock(START);
        List<Duration> happened = new ArrayList<>();
        for (int day : new int[] {150, 30, 200, 90}) {
            clock.schedule(
                    START.plus(Duration.ofDays(day)), () -> happened.add(Duration.between(START, clock.instant())));
        }
        clock.advance(Duration.ofDays(180));

        assertThat(happened.stream().map(Duration::toDays)).containsExactly(30L, 90L, 150L);
        assertThat(happened).allMatch(since -> since.toHoursPart() == 0);
    }

    @Test
    void whatAnActionSchedulesHappensInTheSameMoveWhenItIsDue() {
        SandboxClock clock = new SandboxClock(START);
        AtomicInteger days = new AtomicInteger();
        clock.schedule(START.plus(Duration.ofDays(1)), new Runnable() {
            @Override
            public void run() {
                days.incrementAndGet();
                clock.schedule(clock.instant().plus(Duration.ofDays(1)), this);
            }
        });
        clock.advance(Duration.ofDays(150).plusHours(1));

        assertThat(days).hasValue(150);
    }

    @Test
    void whatIsDueSoonHappensWithoutBeingMoved() throws Exception {
        SandboxClock clock = new SandboxClock(START);
        CountDownLatch happened = new CountDownLatch(1);
        clock.schedule(START.plus(Duration.ofHours(1)), happened::countDown);
        clock.advance(Duration.ofHours(1).minusMillis(200));

        assertThat(happened.getCount()).isOne();
        assertThat(happened.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatThrowsIsToldAndTheRestHappens() {
        SandboxClock clock = new SandboxClock(START);
        AtomicInteger happened = new AtomicInteger();
        clock.schedule(START.plusSeconds(100), () -> {
            throw new IllegalArgumentException("first");
        });
        clock.schedule(START.plusSeconds(200), happened::incrementAndGet);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofMinutes(5)))
                .withMessage("first");
        assertThat(happened).hasValue(1);
        assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(300));
    }

    @Test
    void anActionCannotMoveTheClock() {
        SandboxClock clock = new SandboxClock(START);
        clock.schedule(START.plusSeconds(100), () -> clock.advance(Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(() -> clock.advance(Duration.ofMinutes(5)));
    }
}
