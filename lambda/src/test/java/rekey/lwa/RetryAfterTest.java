package rekey.lwa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "007, 7", "120, 120", "999999, 999999"})
    void readsWholeSeconds(String header, long seconds) {
        assertThat(RetryAfter.of(with(header))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "1e3", "soon", "0x10", "1, 2", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void takesEverythingElseForNoWish(String header) {
        assertThat(RetryAfter.of(with(header))).isZero();
    }

    @Test
    void takesANumberThatIsTooLargeForAWishBeyondAllPatience() {
        assertThat(RetryAfter.of(with("99999999999999999999"))).isGreaterThan(Duration.ofDays(100));
    }

    @Test
    void asksForNoPauseWithoutTheHeader() {
        assertThat(RetryAfter.of(answer().build())).isZero();
    }

    private static Response with(String header) {
        return answer().header("Retry-After", header).build();
    }

    private static Response.Builder answer() {
        return new Response.Builder()
                .request(new Request.Builder().url("https://api.amazon.com/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(429)
                .message("Too Many Requests");
    }
}
