package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void wrapsParagraphsAt72ColumnsAndKeepsThemApart() {
        String text = "word ".repeat(40).strip() + "\n\nnext\nparagraph";

        String wrapped = MailText.wrapped(text);

        assertThat(wrapped.lines()).allMatch(line -> line.length() <= 72);
        assertThat(wrapped.lines().findFirst()).hasValue("word ".repeat(14).strip());
        assertThat(wrapped).endsWith("word\n\nnext paragraph");
        assertThat(wrapped.replace("\n\n", " ").replace("\n", " ")).isEqualTo(text.replaceAll("\\s+", " "));
    }

    @Test
    void leavesACommandInOneLineHoweverLong() {
        String command = "    rekey status --app " + "m".repeat(80);

        assertThat(MailText.wrapped("See:\n\n" + command + "\n    rekey history"))
                .isEqualTo("See:\n\n" + command + "\n    rekey history");
    }

    @Test
    void letsAStepHangByItsNumber() {
        assertThat(MailText.wrapped("1. " + "word ".repeat(20)))
                .isEqualTo("1. " + "word ".repeat(13) + "word\n   word word word word word word");
    }

    @Test
    void putsAWordThatFitsNoLineOnOneOfItsOwn() {
        assertThat(MailText.wrapped("a " + "x".repeat(100) + " b")).isEqualTo("a\n" + "x".repeat(100) + "\nb");
    }

    @Test
    void breaksNoLineInATime() {
        String time = UtcTime.time(SampleNotices.ENDS);

        assertThat(MailText.wrapped("w".repeat(55) + " " + time)).isEqualTo("w".repeat(55) + "\n2027-05-22 22:09 UTC");
    }
}
