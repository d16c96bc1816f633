package rekey.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.BadRequest;

/** Whatever comes in, a request is read or refused, and what is read keeps the rules. Seeded: each run is the same. */
class RandomRequestTest {
    private static final List<String> ALLOWED = List.of("sellingpartnerapi::notifications");
    private static final String CANARY = "Xq7SECRETqX";
    private static final String[] NAMES = {"seller", "scope", "forceRefresh", "Seller", "", CANARY + "|", "a\u0000b"};
    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-1e999",
        "99999999999999999999999",
        "\"\"",
        "\"A2EXAMPLE\"",
        "\"" + CANARY + "/\"",
        "\"sellingpartnerapi::notifications\"",
        "\"sellingpartnerapi::client_credential:rotation\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        CANARY
    };

    /** What Jackson guesses the encoding from: UTF-32 and UTF-16 in each order, the same with a mark, none. */
    private static final byte[][] HEADS = {
        {0, 0, 0, '{'},
        {'{', 0, 0, 0},
        {0, '{', 0, 0},
        {0, 0, '{', 0},
        {0, '{', 0, '"'},
        {'{', 0, '"', 0},
        {0, 0, -2, -1},
        {-1, -2, 0, 0},
        {-2, -1},
        {'{'},
        {}
    };

    private int read;
    private int refused;

    @Test
    void readsOrRefusesRandomBytes() throws IOException {
        Random random = new Random(20261123);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 10 == 0 ? 5_000 : 24)];
            random.nextBytes(bytes);
            byte[] head = HEADS[i % HEADS.length];
            System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
            check(bytes);
        }
        assertThat(refused).isGreaterThan(4_900);
    }

    @Test
    void readsOrRefusesRandomJson() throws IOException {
        Random random = new Random(20261124);
        for (int i = 0; i < 5_000; i++) {
            check(object(random, 0).getBytes(UTF_8));
        }
        assertThat(read).as("the generator makes legal requests, too").isGreaterThan(300);
        assertThat(refused).isGreaterThan(3_000);
    }

    @Test
    void readsOrRefusesJsonWithOneByteChanged() throws IOException {
        Random random = new Random(20261125);
        byte[] legal = "{\"seller\":\"A2EXAMPLE\",\"forceRefresh\":true}".getBytes(UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = legal.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            check(bytes);
        }
        assertThat(read).isGreaterThan(200);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void refusesJsonThatIsNestedAsDeepAsItFits() throws IOException {
        check("[".repeat(4_096).getBytes(UTF_8));
        check("{\"a\":".repeat(800).getBytes(UTF_8));
        check(("{\"seller\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}").getBytes(UTF_8));
        assertThat(refused).isEqualTo(3);
    }

    private void check(byte[] bytes) throws IOException {
        try {
            TokenRequest request = TokenRequest.read(new ByteArrayInputStream(bytes), ALLOWED);
            read++;
            if (request.grantee() instanceof Seller seller) {
                assertThat(seller.id()).matches("[A-Za-z0-9._-]{0,64}");
            } else {
                assertThat(((Scopes) request.grantee()).names()).isEqualTo(ALLOWED);
            }
        } catch (BadRequest e) {
            refused++;
            assertThat(e).hasMessageNotContaining(CANARY).hasNoCause();
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(
                    "Neither read nor refused: " + HexFormat.of().formatHex(bytes), e);
        }
    }

    private static String object(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(3); i > 0; i--) {
            json.append('"').append(pick(random, NAMES)).append("\":").append(value(random, depth));
            json.append(i > 1 || random.nextInt(20) == 0 ? "," : "");
        }
        return json.append(random.nextInt(20) == 0 ? "" : "}").toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth < 3 ? 10 : 8)) {
            case 8 -> object(random, depth + 1);
            case 9 -> "[" + value(random, depth + 1) + "]";
            default -> pick(random, SCALARS);
        };
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
