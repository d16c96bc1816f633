package rekey.sandbox.lwa;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Makes credentials of the form and size that Amazon's have. They open nothing. Thread-safe. */
final class FakeCredentials {
    private static final SecureRandom RANDOM = new SecureRandom();

    private FakeCredentials() {}

    static String clientIdentifier() {
        return "amzn1.application-oa2-client." + hex(16);
    }

    /** The id of the application itself, which is no credential and often taken for the client identifier. */
    static String applicationId() {
        return "amzn1.sp.solution." + UUID.randomUUID();
    }

    static String clientSecret() {
        return "amzn1.oa2-cs.v1." + hex(32);
    }

    static String refreshToken() {
        return "Atzr|" + base64(258);
    }

    /** 353 characters, the length of a real one that was measured. */
    static String accessToken() {
        return "Atza|" + base64(261);
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    private static String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
