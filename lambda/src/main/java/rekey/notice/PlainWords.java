package rekey.notice;

import java.util.regex.Pattern;

/**
 * Makes words fit to be mailed, whoever put them together: printable ASCII in one line, no longer than asked for, and nothing
 * that has the form of a credential. What we say of a problem is ours and has none of it; this holds when somebody forgets.
 */
final class PlainWords {
    /** Tokens and secrets of Login with Amazon; the older secrets are hexadecimal digits and no more. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("(Atz[ar]|Atc)\\|\\S*|amzn1\\.oa2-cs\\.\\S*|[0-9A-Fa-f]{32,}");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern FOREIGN = Pattern.compile("[^ -~]");
    private static final String CUT = "...";

    private PlainWords() {}

    /**
     * @param text may be null
     * @param most characters, 4 at least
     * @return empty when there are none
     */
    static String of(String text, int most) {
        String plain = text == null ? "" : BLANKS.matcher(text).replaceAll(" ").strip();
        plain = CREDENTIAL.matcher(plain).replaceAll("****");
        plain = FOREIGN.matcher(plain).replaceAll("?");
        return plain.length() <= most ? plain : plain.substring(0, most - CUT.length()) + CUT;
    }

    /** As {@link #of}, to stand before a full stop or in brackets: without one at its end; {@code otherwise} when empty. */
    static String clause(String text, int most, String otherwise) {
        String plain = of(text, most).replaceFirst("[. ]+$", "");
        return plain.isEmpty() ? otherwise : plain;
    }

    /** A name by its beginning and its end, when it is longer than {@code most}: {@code A2EXAMPL..9WXYZ}. */
    static String shortened(String name, int most) {
        String plain = of(name, Integer.MAX_VALUE);
        if (plain.length() <= most) {
            return plain;
        }
        int end = most / 2 - 1;
        return plain.substring(0, most - end - 2) + ".." + plain.substring(plain.length() - end);
    }
}
