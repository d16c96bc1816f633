package rekey.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text that must never be printed: a client secret, a refresh token, an access token.
 *
 * <p>Prints as {@code ****wxyz}, its last four characters; as {@code ****} alone when it has fewer than 16, so that a
 * quarter at most is ever shown. Compares in constant time. Is not {@link java.io.Serializable}, and has no property
 * that a JSON library would find. {@link #reveal()} is the only way out: called at the wire and at a put, nowhere else.
 *
 * <p>Immutable.
 */
public final class Secret {
    private static final int SHORTEST_WITH_TAIL = 16;
    private static final int TAIL = 4;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException when {@code value} is null or blank; the message holds none of it
     */
    public static Secret of(String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("A secret is never blank.");
        }
        return new Secret(value);
    }

    /** The text itself. Pass it on to the wire or to the store; keep it in no variable, log it never. */
    public String reveal() {
        return value;
    }

    /**
     * Twelve digits of its SHA-256, by which it is known where it must not be: in the ledger. From them nobody gets back
     * to a text that was drawn by chance, as Amazon's secrets are.
     */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(value.getBytes(UTF_8), that.value.getBytes(UTF_8));
    }

    /** The same for every secret: a hash would tell something of the text. Don't key a map by secrets. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return value.length() < SHORTEST_WITH_TAIL ? "****" : "****" + value.substring(value.length() - TAIL);
    }
}
