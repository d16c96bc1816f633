package rekey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import rekey.SampleCredentials;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.Secret;
import rekey.lwa.AccessToken;

class TokenCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

    private static Seller seller(int number) {
        return Seller.named("S" + number);
    }

    private static TokenLine expiring(int seconds) {
        Instant end = NOW.plusSeconds(seconds);
        AccessToken token = new AccessToken(Secret.of(SampleCredentials.ACCESS_TOKEN), end.minusSeconds(3600), end);
        return new TokenLine(SampleCredentials.stored(), token, end);
    }

    @Test
    void keepsTheLastLineOfEachGranteeApart() {
        TokenCache cache = new TokenCache();
        TokenLine first = expiring(1);
        TokenLine second = expiring(2);
        Scopes scopes = Scopes.parse("sellingpartnerapi::notifications");

        cache.put(seller(1), expiring(3), NOW);
        cache.put(seller(1), first, NOW);
        cache.put(Seller.DEFAULT, second, NOW);

        assertThat(cache.get(seller(1))).isSameAs(first);
        assertThat(cache.get(Seller.DEFAULT)).isSameAs(second);
        assertThat(cache.get(seller(2))).isNull();
        assertThat(cache.get(scopes)).isNull();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void dropsNothingUntilItIsFull() {
        TokenCache cache = new TokenCache(10);
        for (int i = 1; i <= 10; i++) {
            cache.put(seller(i), expiring(-1), NOW);
        }

        assertThat(cache.size()).isEqualTo(10);
    }

    @Test
    void dropsWhatHasExpiredFirstAndThenNothingElse() {
        TokenCache cache = new TokenCache(10);
        cache.put(seller(1), expiring(-1), NOW);
        cache.put(seller(2), expiring(0), NOW);
        for (int i = 3; i <= 11; i++) {
            cache.put(seller(i), expiring(i), NOW);
        }

        assertThat(cache.size()).isEqualTo(9);
        assertThat(cache.get(seller(1))).isNull();
        assertThat(cache.get(seller(2))).as("expires at this very moment").isNull();
        assertThat(cache.get(seller(3))).isNotNull();
    }

    @Test
    void dropsTheTenthThatExpiresSoonestWhenNothingHasExpired() {
        TokenCache cache = new TokenCache(20);
        for (int i = 21; i >= 1; i--) {
            cache.put(seller(i), expiring(i), NOW);
        }

        assertThat(cache.size()).isEqualTo(18);
        for (int i = 1; i <= 21; i++) {
            assertThat(cache.get(seller(i)) == null)
                    .as("seller %d is dropped", i)
                    .isEqualTo(i <= 3);
        }
    }

    @Test
    void neverHoldsMoreThanTenThousand() {
        TokenCache cache = new TokenCache();
        int most = 0;
        for (int i = 0; i < 12_500; i++) {
            cache.put(seller(i), expiring(1 + i), NOW);
            most = Math.max(most, cache.size());
        }

        assertThat(most).isEqualTo(10_000);
        assertThat(cache.get(seller(12_499))).isNotNull();
        assertThat(cache.get(seller(0))).isNull();
    }
}
