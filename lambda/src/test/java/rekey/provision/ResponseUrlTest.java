package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/arn%3Aaws%3Acloudformation%3Aus-east-1%3A123456789012%3Astack/Rekey-my-erp/6a7e8feb%7CSecret%7C0001?X-Amz-Signature=evil%2B%3D&AWSAccessKeyId=A",
                "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn/a?b=c",
                "http://127.0.0.1:8080/a%7Cb?c=d",
                "http://localhost:8080/",
                "http://[::1]:8080/"
            })
    void isSentExactlyAsItCame(String text) {
        assertThat(ResponseUrl.parse(text).address()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil",
                "/evil",
                "ftp://evil.amazonaws.com/",
                "file:///evil",
                "http://evil.s3.amazonaws.com/",
                "https://evil.example.com/",
                "https://amazonaws.com/evil",
                "https://evilamazonaws.com/",
                "https://evil.amazonaws.com.evil.com/",
                "https://evil.amazonaws.com.cn.evil/",
                "https://evil.com/.amazonaws.com",
                "https://evil.com?.amazonaws.com",
                "https://evil.com#.amazonaws.com",
                "https://evil.com\\.amazonaws.com",
                "https://evil.s3.amazonaws.com:8443/",
                "https://user@evil.s3.amazonaws.com/",
                "https://user:evil@s3.amazonaws.com/",
                "https://s3.amazonaws.com@evil.com/",
                "https://127.0.0.1/evil",
                "http://127.0.0.1.evil.com/",
                "http://evil.com/?127.0.0.1",
                "http://evil_127.0.0.1/",
                "http://169.254.169.254/evil"
            })
    void isRefusedWhereCloudFormationDoesNotWaitAndNotRepeated(String text) {
        assertThatThrownBy(() -> ResponseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ResponseURL is refused")
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    /** Seeded: each run is the same. */
    @Test
    void isOnlyEverOnAmazonsHostsOrThisMachine() {
        String[] legal = {
            "https://bucket.s3.amazonaws.com/a?b=c", "https://a.amazonaws.com.cn/", "http://127.0.0.1:80/a"
        };
        Random random = new Random(20261127);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(legal[i % legal.length]);
            for (int change = random.nextInt(3); change >= 0; change--) {
                char other = (char) (random.nextInt(4) > 0 ? 32 + random.nextInt(95) : random.nextInt(0x10000));
                text.setCharAt(random.nextInt(text.length()), other);
            }
            try {
                HttpUrl address = ResponseUrl.parse(text.toString()).address();
                taken++;
                assertThat(address.host()).matches("localhost|127\\.[0-9.]+|::1|.+\\.amazonaws\\.com(\\.cn)?");
                assertThat(address.isHttps()).isEqualTo(address.host().contains("amazonaws"));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("The event's ResponseURL is refused: it is https");
            }
        }
        assertThat(taken).isBetween(3_000, 45_000);
    }

    @Test
    void printsNothingOfItself() {
        assertThat(ResponseUrl.parse("https://bucket.s3.amazonaws.com/a?X-Amz-Signature=b"))
                .hasToString("ResponseUrl[****]");
    }
}
