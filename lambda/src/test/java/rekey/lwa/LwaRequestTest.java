package rekey.lwa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rekey.lwa.LwaServer.SCOPE;
import static rekey.lwa.LwaServer.SELLER;
import static rekey.lwa.LwaServer.TOKEN;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.SampleCredentials;
import rekey.credential.Grantee.Seller;
import rekey.function.Deadline;

/** What goes to LWA, byte by byte. */
class LwaRequestTest {
    private final LwaServer lwa;

    LwaRequestTest() throws IOException {
        lwa = new LwaServer();
    }

    @AfterEach
    void close() {
        lwa.close();
    }

    @Test
    void postsASellersRefreshTokenPercentEncodedAndNoScope() throws InterruptedException {
        lwa.answers(200, TOKEN).exchange(SELLER);

        assertThat(lwa.server.takeRequest().getBody().string(UTF_8))
                .isEqualTo("client_id=amzn1.application-oa2-client.0f3a9c5b7d1e2f48%7EWXYZ"
                        + "&client_secret=amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7%7C%2B%2F%3D%26%2541"
                        + "&grant_type=refresh_token"
                        + "&refresh_token=Atzr%7CIwEBIZu8Qxk7pLmV%2Ba%2Fb%3Dc%26d%257Ce");
    }

    @Test
    void postsScopesSortedWithASpaceBetweenAndNoRefreshToken() throws InterruptedException {
        lwa.answers(200, TOKEN).exchange(SCOPE);

        assertThat(lwa.server.takeRequest().getBody().string(UTF_8).replace("%20", "+"))
                .isEqualTo("client_id=amzn1.application-oa2-client.0f3a9c5b7d1e2f48%7EWXYZ"
                        + "&client_secret=amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7%7C%2B%2F%3D%26%2541"
                        + "&grant_type=client_credentials"
                        + "&scope=sellingpartnerapi%3A%3Anotifications+sellingpartnerapi%3A%3Ashipments%3Atrack");
    }

    @Test
    void postsAFormToTheEndpointAndKeepsCredentialsOutOfTheAddressAndTheHeaders() throws InterruptedException {
        lwa.answers(200, TOKEN).exchange(SELLER);

        RecordedRequest request = lwa.server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /auth/o2/token HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Accept-Encoding",
                        "Cache-Control",
                        "Connection",
                        "Content-Length",
                        "Content-Type",
                        "Host",
                        "User-Agent");
        SampleCredentials.assertHoldsNoSecret(request.getHeaders().toString());
    }

    @Test
    void asksForTheDefaultSellerAsForAnyOther() throws InterruptedException {
        lwa.answers(200, TOKEN).exchange(Grant.of(Seller.DEFAULT, SampleCredentials.stored()));

        assertThat(lwa.server.takeRequest().getBody().string(UTF_8)).contains("&grant_type=refresh_token&");
    }

    @Test
    void countsATokensLifeFromBeforeItWasAsked() {
        AtomicReference<Instant> time = new AtomicReference<>(LwaServer.NOW);
        InstantSource source = time::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        lwa.answersAll(body -> {
            time.set(LwaServer.NOW.plusSeconds(7));
            return LwaServer.answer(200, TOKEN);
        });

        AccessToken token = lwa.client(clock).exchange(SELLER, LwaServer.ample());

        assertThat(token.issuedAt()).isEqualTo(LwaServer.NOW);
        assertThat(token.expiresAt()).isEqualTo(LwaServer.NOW.plusSeconds(3600));
    }

    @Test
    void sendsNothingWhenNoTimeIsLeft() {
        lwa.answers(200, TOKEN);

        assertThat(LwaServer.failure(lwa.client(), SELLER, Deadline.in(Duration.ZERO)))
                .hasMessageStartingWith("No time is left to ask LWA.");
        assertThat(lwa.requests()).isZero();
    }
}
