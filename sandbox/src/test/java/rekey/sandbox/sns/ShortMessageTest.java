package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortMessageTest {
    @Test
    void holds160CharactersOfGsms() {
        assertThat(ShortMessage.parts("x".repeat(159) + "\u00e9")).hasSize(1);
        assertThat(ShortMessage.parts("x".repeat(160) + "\u00e9")).hasSize(2);
    }

    @Test
    void someOfGsmsCountTwice() {
        assertThat(ShortMessage.parts("{".repeat(80))).hasSize(1);
        assertThat(ShortMessage.parts("{".repeat(81))).hasSize(2);
    }

    @Test
    void holds140CharactersOfOtherAscii() {
        assertThat(ShortMessage.parts("`" + "x".repeat(139))).hasSize(1);
        assertThat(ShortMessage.parts("`" + "x".repeat(140))).hasSize(2);
    }

    @Test
    void holds70CharactersOfAnyOther() {
        assertThat(ShortMessage.parts("\u2714" + "x".repeat(69))).hasSize(1);
        assertThat(ShortMessage.parts("\u2714" + "x".repeat(70))).hasSize(2);
    }

    @Test
    void cutsBetweenWords() {
        String words = "word ".repeat(40).trim();

        assertThat(ShortMessage.parts(words))
                .containsExactly("word ".repeat(32).trim(), "word ".repeat(8).trim());
        assertThat(ShortMessage.parts("")).containsExactly("");
    }

    @Test
    void doesNotCutACharacterInTwo() {
        assertThat(ShortMessage.parts("x" + "\ud83d\udd11".repeat(35)))
                .containsExactly("x" + "\ud83d\udd11".repeat(34), "\ud83d\udd11");
    }

    @Test
    void losesNothingButTheBlanksBetweenItsParts() {
        Random random = new Random(4);
        for (int run = 0; run < 2_000; run++) {
            int kinds = 1 + random.nextInt(4);
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(400); length > 0; length--) {
                text.append(List.of("x", " ", "{", "\ud83d\udd11").get(random.nextInt(kinds)));
            }
            List<String> parts = ShortMessage.parts(text.toString());

            assertThat(String.join("", parts).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
            assertThat(parts).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(160));
        }
    }
}
