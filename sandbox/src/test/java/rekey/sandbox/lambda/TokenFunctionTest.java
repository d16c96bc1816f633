package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.credential.Grantee.Seller;

/** What callers get from the token function, through the real SDK and real sockets. */
class TokenFunctionTest {
    private static final String SCOPE = "{\"scope\":\"sellingpartnerapi::notifications\"}";
    private static final String FORCED = "{\"forceRefresh\":true}";

    private final DeployedApplication deployed = new DeployedApplication();

    @AfterEach
    void close() {
        deployed.close();
    }

    @Test
    void answersLwasOwnFieldsWithTheMomentOfExpiryAndNoRefreshToken() {
        DeployedApplication.Reply reply = deployed.ask("{}");

        assertThat(reply.json().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "expires_at");
        assertThat(reply.token()).startsWith("Atza|");
        assertThat(reply.json().get("token_type").asText()).isEqualTo("bearer");
        assertThat(reply.json().get("expires_in").asLong()).isBetween(3_590L, 3_600L);
        assertThat(Instant.parse(reply.json().get("expires_at").asText()))
                .isBetween(
                        deployed.sandbox.clock().instant().plusSeconds(3_590),
                        deployed.sandbox.clock().instant().plusSeconds(3_600));
    }

    @Test
    void asksAmazonOnceForTwoCalls() {
        String first = deployed.token("{}");

        assertThat(deployed.token("{}")).isEqualTo(first);
        assertThat(deployed.reads()).isEqualTo(1);
        assertThat(deployed.exchanges()).isEqualTo(1);
    }

    @Test
    void renewsATokenFiveToSixMinutesBeforeItsEnd() {
        String first = deployed.token("{}");

        deployed.sandbox.clock().advance(Duration.ofMinutes(53).plusSeconds(55));
        assertThat(deployed.token("{}")).isEqualTo(first);
        deployed.sandbox.clock().advance(Duration.ofMinutes(1).plusSeconds(10));
        assertThat(deployed.token("{}")).isNotEqualTo(first);
    }

    @Test
    void exchangesAnewWhenForced() {
        String first = deployed.token("{}");
        String second = deployed.token(FORCED);

        assertThat(second).isNotEqualTo(first);
        assertThat(deployed.token("{}")).isEqualTo(second);
    }

    @Test
    void thousandConcurrentCallsForTwentySellersMakeTwentyExchanges() throws Exception {
        int sellers = 20;
        for (int i = 0; i < sellers; i++) {
            deployed.authorize(Seller.named("A" + i));
        }
        int calls = 1_000;
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        CountDownLatch ready = new CountDownLatch(calls);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            String payload = "{\"seller\":\"A%d\"}".formatted(i % sellers);
            answers.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return deployed.token(payload);
            }));
        }
        Set<String> tokens = new HashSet<>();
        for (Future<String> answer : answers) {
            tokens.add(answer.get());
        }
        threads.shutdown();

        assertThat(tokens).hasSize(sellers);
        assertThat(deployed.exchanges()).isEqualTo(sellers);
        assertThat(deployed.reads()).isEqualTo(sellers);
    }

    @Test
    void tenThousandCallsInAnHourMakeTwentyFiveCallsToAmazonAtMost() {
        int calls = 10_000;
        for (int i = 0; i < calls; i++) {
            deployed.token("{}");
            deployed.sandbox.clock().advance(Duration.ofHours(1).dividedBy(calls));
        }

        assertThat(deployed.reads() + deployed.exchanges()).isBetween(13L, 25L);
    }

    @Test
    void neverGivesOneSellersTokenToAnother() {
        deployed.authorize(Seller.named("A1"));
        String mine = deployed.token("{}");
        String other = deployed.token("{\"seller\":\"A1\"}");

        assertThat(other).isNotEqualTo(mine);
        assertThat(deployed.ask("{\"seller\":\"A2\"}").failure()).isEqualTo("rekey.failure.UnknownSeller");
        assertThat(deployed.sandbox.lwa().exchanges())
                .extracting(exchange -> exchange.grantee())
                .containsExactly("the default seller", "seller A1");
    }

    @Test
    void takesUpANewSecretWithinFiveMinutes() {
        String first = deployed.token("{}");
        deployed.put(deployed.names.clientSecret(), deployed.application.issueSecret());

        deployed.sandbox.clock().advance(Duration.ofMinutes(4));
        assertThat(deployed.token("{}")).isEqualTo(first);
        deployed.sandbox.clock().advance(Duration.ofMinutes(2));
        assertThat(deployed.token("{}")).isNotEqualTo(first);
        deployed.sandbox.clock().advance(Duration.ofDays(8));
        assertThat(deployed.token("{}")).startsWith("Atza|");
    }

    @Test
    void readsTheCredentialsOnceMoreWhenLwaRejectsTheCachedOnes() {
        String fresh = deployed.application.issueSecret();
        deployed.sandbox.clock().advance(Duration.ofDays(7).minusMinutes(1));
        deployed.token("{}");
        deployed.put(deployed.names.clientSecret(), fresh);
        deployed.sandbox.clock().advance(Duration.ofMinutes(2));

        assertThat(deployed.token(SCOPE)).startsWith("Atza|");
        assertThat(deployed.exchanges()).as("rejected once, accepted once").isEqualTo(3);
        assertThat(deployed.reads()).isEqualTo(2);
    }

    @Test
    void asksLwaOnlyOnceWhenTheSecretIsSimplyWrong() {
        deployed.put(deployed.names.clientSecret(), "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef");

        assertThat(deployed.ask("{}").failure()).isEqualTo("rekey.failure.SecretRejected");
        assertThat(deployed.exchanges()).isEqualTo(1);
        assertThat(deployed.reads()).isEqualTo(1);
    }

    @Test
    void servesFromTheCacheWhileParameterStoreIsDown() {
        String first = deployed.token("{}");
        deployed.sandbox.faults().fail("AmazonSSM.GetParameters", 400, "ThrottlingException");
        deployed.sandbox.clock().advance(Duration.ofMinutes(6));

        assertThat(deployed.token("{}")).isEqualTo(first);
        long reads = deployed.reads();
        assertThat(deployed.token("{}")).isEqualTo(first);
        assertThat(deployed.reads()).as("left alone for 30 seconds").isEqualTo(reads);

        deployed.sandbox.clock().advance(Duration.ofMinutes(50));
        assertThat(deployed.token("{}"))
                .as("exchanged with what was read before")
                .isNotEqualTo(first);
    }

    @Test
    void tellsToTryLaterWhenParameterStoreIsDownFromTheStart() {
        deployed.sandbox.faults().fail("AmazonSSM.GetParameters", 500, "InternalServerError");

        assertThat(deployed.ask("{}").failure()).isEqualTo("rekey.failure.TryLater");
        deployed.sandbox.faults().repair();
        assertThat(deployed.token("{}")).startsWith("Atza|");
    }

    @Test
    void handsOutATokenThatIsStillGoodWhileLwaIsDown() {
        String first = deployed.token("{}");
        deployed.sandbox.clock().advance(Duration.ofMinutes(56));
        LwaFaults.down(deployed.sandbox.lwa());

        assertThat(deployed.token("{}")).isEqualTo(first);
        long exchanges = deployed.exchanges();
        assertThat(deployed.token("{}")).isEqualTo(first);
        assertThat(deployed.exchanges()).as("left alone for 15 seconds").isEqualTo(exchanges);

        deployed.sandbox.clock().advance(Duration.ofMinutes(4));
        LwaFaults.down(deployed.sandbox.lwa());
        assertThat(deployed.ask("{}").failure()).isEqualTo("rekey.failure.TryLater");
    }
}
