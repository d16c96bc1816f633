package rekey.sandbox.kms;

/**
 * A key for the caller's own encryption.
 *
 * @param keyArn the KMS key that wraps it
 * @param plaintext the key itself; use it and forget it
 * @param wrapped the key encrypted, to be stored beside what it encrypts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DataKey(String keyArn, byte[] plaintext, byte[] wrapped) {
    /** Without the key. */
    @Override
    public String toString() {
        return "DataKey[under " + keyArn + "]";
    }
}
