package rekey.sandbox.kms;

/** What Decrypt found, and the ARN of the key that it was encrypted under. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Opened(String keyArn, String materialId, byte[] plaintext) {
    /** Without the plaintext. */
    @Override
    public String toString() {
        return "Opened[under " + keyArn + "]";
    }
}
