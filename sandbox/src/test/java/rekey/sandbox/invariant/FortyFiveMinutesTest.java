package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.spapi.SpApiOperation;

/**
 * SP-API says "expired" of a new secret for 45 minutes after the rotation, as <a
 * href="https://github.com/amzn/selling-partner-api-models/issues/4489">people have seen it</a>.
 */
class FortyFiveMinutesTest {
    private static final Duration PROPAGATION = Duration.ofMinutes(45);
    private static final String FORCED = "{\"forceRefresh\":true}";
    private static final String GRANTLESS = "{\"scope\":\"sellingpartnerapi::notifications\"}";

    @Test
    void callersSeeNoFailureAndGetTheNewSecretsTokensOnceItWorks() {
        try (RunningStack life = RunningStack.aged(Duration.ofDays(135)).enrolled()) {
            life.application.propagateIn(PROPAGATION);
            life.passDays(5);
            life.pass(untilShortlyBeforeTheWatch(life.sandbox.clock().instant()));
            assertThat(life.application.secrets()).hasSize(1);
            for (int minute = 0; minute < 5; minute++) {
                ask(life, minute);
            }
            assertThat(life.application.secrets()).hasSize(2);
            Instant issued = life.application.secrets().get(1).issued();
            String fresh = life.application.clientSecret();
            Instant current = null;
            for (int minute = 0; minute < 120; minute++) {
                ask(life, minute);
                if (current == null && life.isCurrent(fresh)) {
                    current = life.sandbox.clock().instant();
                }
            }

            assertThat(Duration.between(issued, current)).isBetween(PROPAGATION, PROPAGATION.plusMinutes(10));
            Exchange last = life.sandbox.lwa().exchange(life.token(FORCED)).orElseThrow();
            assertThat(last.secretIssued()).isEqualTo(issued);
            assertThat(life.mails("does not work yet")).isEmpty();
        }
    }

    /** Until 06:15: it runs at 06:17. */
    private static Duration untilShortlyBeforeTheWatch(Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(6 * 60 + 15));
        return Duration.between(now, today.isBefore(now) ? today.plus(Duration.ofDays(1)) : today);
    }

    /** One minute on: a caller asks, and uses what it gets. */
    private static void ask(RunningStack life, int minute) {
        life.pass(Duration.ofMinutes(1));
        String when = "minute " + minute;
        String token = life.token(minute % 5 == 0 ? FORCED : "{}");
        assertThat(life.call(SpApiOperation.PARTICIPATIONS, token)).as(when).isEqualTo(200);
        assertThat(life.call(SpApiOperation.DESTINATIONS, life.token(GRANTLESS)))
                .as(when)
                .isEqualTo(200);
    }
}
