package rekey.sandbox.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes that stand for an
 * <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">encryption context</a>: one
 * encoding per context, whatever order its pairs came in, and no two contexts with the same.
 */
public final class EncryptionContext {
    private EncryptionContext() {}

    public static byte[] bytes(Map<String, String> context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(context).forEach((key, value) -> {
            append(bytes, key);
            append(bytes, value);
        });
        return bytes.toByteArray();
    }

    /** Each with its length before it: {@code a=bc} must differ from {@code ab=c}. */
    private static void append(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }
}
