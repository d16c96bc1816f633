package rekey.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys by which the ledger remembers what people were told: {@code done/3fa9c2d4e5f6-7}. */
final class NoticeKey {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]+");

    private NoticeKey() {}

    /**
     * By {@code id} as it is where that may stand in a key and fits, by twelve digits of its hash otherwise.
     *
     * @param more what else it depends on, short and legal in a key
     */
    static String of(String about, String id, String... more) {
        String asItIs = joined(about, id, more);
        boolean fits = LEGAL.matcher(id).matches() && asItIs.length() <= Notice.LONGEST_KEY;
        return fits ? asItIs : joined(about, hash(id), more);
    }

    private static String joined(String about, String id, String... more) {
        return Stream.concat(Stream.of(about, id), Stream.of(more)).collect(Collectors.joining("/"));
    }

    /** Twelve digits of its SHA-256. */
    static String hash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
