package rekey.notice;

import java.util.List;

/**
 * One short message out of several wordings of it, because names may be long: the command and the date are in each, what
 * else is said gives way.
 */
final class ShortMessage {
    private static final String CUT = "..";

    private ShortMessage() {}

    /**
     * The first that fits.
     *
     * @param wordings from the fullest to the shortest, of printable ASCII; the last should fit with the longest legal
     *     names, and loses its end where it does not, so that nobody hears nothing
     */
    static String of(List<String> wordings) {
        String last = wordings.get(wordings.size() - 1);
        return wordings.stream()
                .filter(wording -> wording.length() <= Notice.LONGEST_SMS)
                .findFirst()
                .orElseGet(() -> last.substring(0, Notice.LONGEST_SMS - CUT.length()) + CUT);
    }
}
