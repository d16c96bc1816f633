package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What <a href="https://www.w3.org/TR/REC-xml/#charsets">XML</a> lets a text hold, as messages once travelled in it. */
final class MessageText {
    private MessageText() {}

    static boolean isAllowed(String text) {
        return text.codePoints()
                .allMatch(character -> character == '\t'
                        || character == '\n'
                        || character == '\r'
                        || (character >= 0x20 && character <= 0xD7FF)
                        || (character >= 0xE000 && character <= 0xFFFD)
                        || character >= 0x10000);
    }

    static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** The checksum by which clients see that a text arrived whole. */
    static String md5(String text) {
        return HexFormat.of().formatHex(md5().digest(text.getBytes(UTF_8)));
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
