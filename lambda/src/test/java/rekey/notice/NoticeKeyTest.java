package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticeKeyTest {

    @Test
    void hasAnIdAsItIsAsLongAsItFits() {
        assertThat(NoticeKey.of("not-arrived", "6a7e8feb-b491-4cf7-a9f1-bf3703467718"))
                .isEqualTo("not-arrived/6a7e8feb-b491-4cf7-a9f1-bf3703467718")
                .hasSize(48);
        assertThat(NoticeKey.of("expiring", "3fa9c2d4e5f6", "30")).isEqualTo("expiring/3fa9c2d4e5f6/30");
    }

    @Test
    void hasTwelveDigitsOfAnyOtherId() {
        assertThat(NoticeKey.of("not-arrived", "x".repeat(37))).matches("not-arrived/[0-9a-f]{12}");
        assertThat(NoticeKey.of("unconfirmed", "ops@example.com")).matches("unconfirmed/[0-9a-f]{12}");
        assertThat(NoticeKey.of("unconfirmed", "")).isNotEqualTo(NoticeKey.of("unconfirmed", "/"));
    }
}
