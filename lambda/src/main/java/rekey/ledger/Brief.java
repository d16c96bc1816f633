package rekey.ledger;

/**
 * What is kept of a text that people read: printable ASCII without {@code "} and {@code \}, so that it is as long as JSON as
 * it is here; and when it is too long, its begin and its end, because the end of an ARN says who it was.
 */
final class Brief {
    private static final String GAP = "...";

    private Brief() {}

    /** @param most how many characters, 16 or more */
    static String of(String text, int most) {
        String plain = text.replace('"', '\'').replace('\\', '/').replaceAll("[^ -~]", "?");
        if (plain.length() <= most) {
            return plain;
        }
        int head = (most - GAP.length()) / 3;
        int tail = most - GAP.length() - head;
        return plain.substring(0, head) + GAP + plain.substring(plain.length() - tail);
    }

    /**
     * A text that something is known by, and that is kept as it is.
     *
     * @throws IllegalArgumentException when it is not 1 to {@code most} such characters; the message does not repeat it
     */
    static String key(String what, String text, int most) {
        if (text.isEmpty() || !text.equals(of(text, most))) {
            throw new IllegalArgumentException(
                    "%s is 1 to %d printable ASCII characters, none of them \" or \\".formatted(what, most));
        }
        return text;
    }
}
