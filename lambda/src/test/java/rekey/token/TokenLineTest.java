package rekey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.SampleCredentials;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.Secret;
import rekey.lwa.AccessToken;

/** One tick either side of every boundary in a token's life. */
class TokenLineTest {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    private static final Duration TICK = Duration.ofNanos(1);
    private static final Version VERSION = SampleCredentials.application().version();
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private static TokenLine line(long seconds, double random) {
        return TokenLine.fresh(
                SampleCredentials.stored(),
                new AccessToken(Secret.of(SampleCredentials.ACCESS_TOKEN), START, START.plusSeconds(seconds)),
                () -> random);
    }

    @Test
    void hasTheseMargins() {
        assertThat(TokenLine.MARGIN).isEqualTo(Duration.ofMinutes(5));
        assertThat(TokenLine.SPREAD).isEqualTo(Duration.ofMinutes(1));
        assertThat(TokenLine.LEAST).isEqualTo(Duration.ofSeconds(30));
        assertThat(TokenLine.PATIENCE).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void renewsFiveToSixMinutesBeforeTheEnd() {
        Instant end = START.plusSeconds(3600);

        assertThat(line(3600, 0).renewAt()).isEqualTo(end.minusSeconds(300));
        assertThat(line(3600, 0.5).renewAt()).isEqualTo(end.minusSeconds(330));
        assertThat(line(3600, ALMOST_ONE).renewAt()).isEqualTo(end.minusMillis(359_999));
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "60, 30000", "598, 299000", "600, 300000", "602, 302000"})
    void renewsAShortLivedTokenAtHalfOfItsLife(long seconds, long renewMillis) {
        assertThat(line(seconds, 0).renewAt()).isEqualTo(START.plusMillis(renewMillis));
    }

    @Test
    void neverRenewsAShortLivedTokenBeforeHalfOfItsLifeHoweverChanceFalls() {
        assertThat(line(600, ALMOST_ONE).renewAt()).isEqualTo(START.plusSeconds(300));
        assertThat(line(700, ALMOST_ONE).renewAt()).isEqualTo(START.plusSeconds(350));
    }

    @Test
    void servesUntilTheTickBeforeItIsRenewed() {
        TokenLine line = line(3600, 0);

        assertThat(line.serves(VERSION, START)).isTrue();
        assertThat(line.serves(VERSION, line.renewAt().minus(TICK))).isTrue();
        assertThat(line.serves(VERSION, line.renewAt())).isFalse();
        assertThat(line.serves(VERSION, line.renewAt().plus(TICK))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2", "1, 0", "0, 1"})
    void servesNobodyWhenTheIdentifierOrTheSecretIsAnotherVersion(long identifier, long secret) {
        assertThat(line(3600, 0).serves(new Version(identifier, secret), START)).isFalse();
    }

    @Test
    void standsInUntilThirtySecondsBeforeTheEnd() {
        TokenLine line = line(3600, 0);
        Instant last = START.plusSeconds(3570);

        assertThat(line.canStandIn(line.renewAt())).isTrue();
        assertThat(line.canStandIn(last.minus(TICK))).isTrue();
        assertThat(line.canStandIn(last)).isFalse();
        assertThat(line.canStandIn(START.plusSeconds(3600))).isFalse();
    }

    @Test
    void servesForFifteenSecondsMoreWhenItIsRenewedLater() {
        Instant now = START.plusSeconds(3500);
        TokenLine line = line(3600, 0);
        TokenLine later = line.renewedLater(now);

        assertThat(later.token()).isEqualTo(line.token());
        assertThat(later.credentials()).isEqualTo(line.credentials());
        assertThat(later.serves(VERSION, now.plusSeconds(15).minus(TICK))).isTrue();
        assertThat(later.serves(VERSION, now.plusSeconds(15))).isFalse();
    }
}
