package rekey.notice;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A mail's text in lines of 72 columns: paragraphs are wrapped, a line that begins with four blanks is a command and stays
 * in one, however long, so that it can be copied.
 */
final class MailText {
    private static final int COLUMNS = 72;
    private static final char NO_BREAK = '\u00a0';
    private static final String COMMAND = "    ";

    private MailText() {}

    /** @param text paragraphs with an empty line between them; one that begins with {@code 1. } hangs by its number */
    static String wrapped(String text) {
        return Arrays.stream(text.strip().split("\n\\s*\n", -1))
                .map(paragraph -> paragraph.startsWith(COMMAND) ? paragraph : wrap(paragraph))
                .collect(Collectors.joining("\n\n"));
    }

    private static String wrap(String paragraph) {
        String hanging = paragraph.matches("(?s)\\d\\. .*") ? "   " : "";
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : paragraph.strip().split("\\s+", -1)) {
            if (column > 0 && column + 1 + word.length() > COLUMNS) {
                lines.append('\n').append(hanging);
                column = hanging.length();
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString().replace(NO_BREAK, ' ');
    }
}
