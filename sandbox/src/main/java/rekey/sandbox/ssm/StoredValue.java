package rekey.sandbox.ssm;

/** A value as it is kept: a SecureString only encrypted, and nothing here prints what it holds. */
sealed interface StoredValue {
    /** Of a String or StringList. */
    record Clear(String text) implements StoredValue {
        @Override
        public String toString() {
            return "Clear[" + text.length() + " characters]";
        }
    }

    /** Of a SecureString in the standard tier: KMS encrypted the value itself. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encrypted(byte[] ciphertext) implements StoredValue {}

    /** Of a SecureString in the advanced tier: a data key encrypted the value, KMS the data key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Enveloped(byte[] wrappedKey, byte[] ciphertext) implements StoredValue {}
}
