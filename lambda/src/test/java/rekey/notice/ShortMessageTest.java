package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortMessageTest {

    @Test
    void isTheFullestWordingThatFits() {
        assertThat(ShortMessage.of(List.of("a".repeat(134), "b".repeat(133), "c")))
                .isEqualTo("b".repeat(133));
    }

    @Test
    void losesItsEndRatherThanNotBeSent() {
        assertThat(ShortMessage.of(List.of("a".repeat(200), "b".repeat(134)))).isEqualTo("b".repeat(131) + "..");
    }
}
