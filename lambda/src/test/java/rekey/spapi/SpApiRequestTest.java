package rekey.spapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.credential.Secret;
import rekey.lwa.AccessToken;

/** What goes to SP-API. */
class SpApiRequestTest {
    private final SpApiServer spApi;

    SpApiRequestTest() throws IOException {
        spApi = new SpApiServer();
    }

    @AfterEach
    void close() {
        spApi.close();
    }

    @Test
    void asksForANewSecretWithTheTokenAloneAndAnEmptyBody() throws InterruptedException {
        spApi.answers(204, "").rotate();

        RecordedRequest request = spApi.server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /applications/2023-11-30/clientSecret HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Accept-Encoding",
                        "Connection",
                        "Content-Length",
                        "Content-Type",
                        "Host",
                        "User-Agent",
                        "x-amz-access-token");
        assertIntroducesItself(request);
    }

    @Test
    void asksForDestinationsAndParticipationsWithTheTokenAlone() throws InterruptedException {
        spApi.answers(200, "{}").answers(200, "{}");
        SpApiClient client = spApi.client();
        client.destinations(SpApiServer.TOKEN, SpApiServer.ample());
        client.participations(SpApiServer.TOKEN, SpApiServer.ample());

        for (String line : List.of(
                "GET /notifications/v1/destinations HTTP/1.1", "GET /sellers/v1/marketplaceParticipations HTTP/1.1")) {
            RecordedRequest request = spApi.server.takeRequest();
            assertThat(request.getRequestLine()).isEqualTo(line);
            assertThat(request.getHeaders().names())
                    .containsExactlyInAnyOrder(
                            "Accept", "Accept-Encoding", "Connection", "Host", "User-Agent", "x-amz-access-token");
            assertIntroducesItself(request);
        }
    }

    @Test
    void asksForEachNewSecretOnAConnectionOfItsOwn() throws InterruptedException {
        spApi.answers(204, "").answers(204, "");
        SpApiClient client = spApi.client();
        SpApiServer.rotate(client, SpApiServer.ample());
        SpApiServer.rotate(client, SpApiServer.ample());

        assertThat(spApi.server.takeRequest().getConnectionIndex()).isZero();
        assertThat(spApi.server.takeRequest().getConnectionIndex()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "é", "\u0000"})
    void refusesATokenThatIsNoHeaderWithoutRepeatingIt(String character) {
        AccessToken odd =
                new AccessToken(Secret.of(SampleCredentials.ACCESS_TOKEN + character), Instant.EPOCH, Instant.EPOCH);

        assertThatThrownBy(() -> spApi.client().rotateClientSecret(odd, SpApiServer.ample()))
                .hasMessage("An access token is of visible ASCII characters only.")
                .satisfies(SampleCredentials::assertHoldsNoSecret);
        assertThat(spApi.requests()).isZero();
    }

    private static void assertIntroducesItself(RecordedRequest request) {
        assertThat(request.getHeaders().get("x-amz-access-token")).isEqualTo(SampleCredentials.ACCESS_TOKEN);
        assertThat(request.getHeaders().get("User-Agent"))
                .isEqualTo(UserAgent.ofProcess().toString());
    }
}
