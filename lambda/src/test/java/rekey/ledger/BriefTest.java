package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BriefTest {
    /** Who it was is told by an ARN's end, and in which account by its begin. */
    @Test
    void keepsTheBeginAndTheEndOfWhatIsTooLong() {
        assertThat(Brief.of("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO/jane@example.com", 48))
                .isEqualTo("arn:aws:sts::12...WSReservedSSO/jane@example.com");
        assertThat(Brief.of("0123456789012345", 16)).isEqualTo("0123456789012345");
        assertThat(Brief.of("0123456789012345x", 16)).isEqualTo("0123...89012345x");
    }

    @Test
    void keepsNothingThatJsonWouldEscape() {
        assertThat(Brief.of("a \"b\" \\c\n\u0000é", 48)).isEqualTo("a 'b' /c???");
    }

    @Test
    void isTheSameTheSecondTime() {
        String once = Brief.of("é".repeat(100), 48);

        assertThat(once).hasSize(48);
        assertThat(Brief.of(once, 48)).isEqualTo(once);
    }
}
