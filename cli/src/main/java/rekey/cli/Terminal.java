package rekey.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a command writes to: in colour on a terminal, plain elsewhere or when {@code NO_COLOR} is set; with symbols
 * where the locale is UTF-8, in ASCII elsewhere.
 *
 * @param colours whether escape sequences are understood
 * @param unicode whether more than ASCII is
 */
public record Terminal(PrintWriter out, boolean colours, boolean unicode) {

    /** A style of text. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** This process's standard output. The script {@code rekey} says by a system property whether it is a terminal. */
    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean colours = Boolean.getBoolean("rekey.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        boolean unicode = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toLowerCase(Locale.ROOT).matches(".*utf-?8.*"))
                .orElse(false);
        var out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), unicode ? UTF_8 : US_ASCII);
        return new Terminal(new PrintWriter(out, true), colours, unicode);
    }

    /** {@code text} in {@code style}, where that can be shown. */
    public String styled(Style style, String text) {
        return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** The first where it can be shown, else the second. */
    public String symbol(String unicodeText, String asciiText) {
        return unicode ? unicodeText : asciiText;
    }
}
