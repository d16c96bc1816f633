package rekey.sandbox.sns;

import java.util.ArrayList;
import java.util.List;

/**
 * How a text becomes <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html">short messages</a> of 140
 * bytes each: 160 characters when all of it is of the GSM alphabet, of which some count twice, 140 when it is ASCII, 70
 * UTF-16 characters otherwise. Between words, where a part has more than one.
 */
final class ShortMessage {
    /** In characters; a longer text is not sent. */
    static final int LONGEST = 1_600;

    private static final int GSM_PART = 160;
    private static final int ASCII_PART = 140;
    private static final int UNICODE_PART = 70;

    /** The default alphabet of GSM 03.38. */
    private static final String GSM =
            "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5\u0394_"
                    + "\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9 !\"#\u00a4%&'()*+,-./0123456789"
                    + ":;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6"
                    + "\u00f1\u00fc\u00e0";

    /** Its extension, each of whose characters is sent as two. */
    private static final String GSM_TWICE = "\f^{}\\[~]|\u20ac";

    private ShortMessage() {}

    /** The texts of its parts, one at least. A part does not have the blank at which it was cut off. */
    static List<String> parts(String text) {
        boolean gsm = text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_TWICE.indexOf(c) >= 0);
        int capacity = capacity(text, gsm);
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (parts.isEmpty() || start < text.length()) {
            int end = end(text, start, capacity, gsm);
            parts.add(text.substring(start, end));
            start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        return List.copyOf(parts);
    }

    private static int capacity(String text, boolean gsm) {
        if (gsm) {
            return GSM_PART;
        }
        return text.chars().allMatch(c -> c < 0x80) ? ASCII_PART : UNICODE_PART;
    }

    private static int end(String text, int start, int capacity, boolean gsm) {
        int end = start;
        int left = capacity;
        while (end < text.length() && left >= size(text.charAt(end), gsm)) {
            left -= size(text.charAt(end), gsm);
            end++;
        }
        if (end == text.length()) {
            return end;
        }
        int blank = text.lastIndexOf(' ', end);
        if (blank > start) {
            return blank;
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private static int size(char c, boolean gsm) {
        return gsm && GSM_TWICE.indexOf(c) >= 0 ? 2 : 1;
    }
}
