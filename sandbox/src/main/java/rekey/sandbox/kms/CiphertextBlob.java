package rekey.sandbox.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What Encrypt returns: it says itself which key and which of the key's materials made it, so that Decrypt needs no key
 * id. The header is not secret and needs no protection of its own: a changed one names a key that cannot open the rest.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CiphertextBlob(String keyArn, int material, byte[] sealed) {
    private static final byte FORMAT = 1;

    byte[] bytes() {
        byte[] arn = keyArn.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Short.BYTES + arn.length + Integer.BYTES + sealed.length)
                .put(FORMAT)
                .putShort((short) arn.length)
                .put(arn)
                .putInt(material)
                .put(sealed)
                .array();
    }

    /** Empty when the bytes are no blob of this format. */
    static Optional<CiphertextBlob> read(byte[] bytes) {
        ByteBuffer blob = ByteBuffer.wrap(bytes);
        try {
            if (blob.get() != FORMAT) {
                return Optional.empty();
            }
            byte[] arn = new byte[Short.toUnsignedInt(blob.getShort())];
            blob.get(arn);
            int material = blob.getInt();
            byte[] sealed = new byte[blob.remaining()];
            blob.get(sealed);
            return Optional.of(new CiphertextBlob(new String(arn, UTF_8), material, sealed));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
