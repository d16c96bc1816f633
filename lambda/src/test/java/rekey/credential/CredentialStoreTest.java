package rekey.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.SampleCredentials.CLIENT_IDENTIFIER;
import static rekey.SampleCredentials.CLIENT_SECRET;
import static rekey.SampleCredentials.REFRESH_TOKEN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.failure.AccessDenied;
import rekey.failure.NotSetYet;
import rekey.failure.ParameterMissing;
import rekey.failure.TryLater;
import rekey.failure.UnknownSeller;
import rekey.function.Deadline;

/** What is read, and what the parameters must hold. */
class CredentialStoreTest {
    private static final Seller SELLER = Seller.named("A2EXAMPLE");
    private static final Scopes SCOPES = Scopes.parse("sellingpartnerapi::notifications");

    private final ParameterStore parameters;

    CredentialStoreTest() throws IOException {
        parameters = new ParameterStore();
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    @Test
    void asksForASellersThreeParametersByNameDecrypted() throws Exception {
        parameters.read(SELLER);

        RecordedRequest request = parameters.server.takeRequest();
        assertThat(request.getHeaders().get("X-Amz-Target")).isEqualTo("AmazonSSM.GetParameters");
        assertSameJson(
                request,
                "{\"Names\":[\"/my-erp/lwa/clientidentifier\",\"/my-erp/lwa/clientsecret\","
                        + "\"/my-erp/refreshToken/A2EXAMPLE\"],\"WithDecryption\":true}");
        assertThat(parameters.requests()).isEqualTo(1);
    }

    @Test
    void asksForNoRefreshTokenWhenItReadsForScopesOrForTheApplication() throws Exception {
        parameters.read(SCOPES);
        parameters.store().readApplication(ParameterStore.ample());

        for (int i = 0; i < 2; i++) {
            assertSameJson(
                    parameters.server.takeRequest(),
                    "{\"Names\":[\"/my-erp/lwa/clientidentifier\",\"/my-erp/lwa/clientsecret\"],"
                            + "\"WithDecryption\":true}");
        }
    }

    private static void assertSameJson(RecordedRequest request, String expected) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(request.getBody().string(UTF_8))).isEqualTo(json.readTree(expected));
    }

    @Test
    void readsThoseThatAreSetForWhoeverStoresThem() {
        String identifier = "/my-erp/lwa/clientidentifier";
        String secret = "/my-erp/lwa/clientsecret";
        String token = "/my-erp/refreshToken";
        parameters.with(identifier, Placeholder.VALUE).with(token, null).with(secret, CLIENT_SECRET + "\n");

        assertThat(parameters.store().readThoseSet(List.of(identifier, secret, token), ParameterStore.ample()))
                .isEqualTo(Map.of(secret, Secret.of(CLIENT_SECRET)));
        assertThat(parameters.requests()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAReadThatIsRefusedForNothingThatIsSet() {
        parameters.but(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");

        assertThatThrownBy(() -> parameters.store().readThoseSet(List.of("/my-erp/x"), ParameterStore.ample()))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void takesEachValueByItsName() {
        StoredCredentials read = parameters.read(SELLER);

        assertThat(read)
                .isEqualTo(new StoredCredentials(
                        new ApplicationCredentials(
                                Secret.of(CLIENT_IDENTIFIER),
                                Secret.of(CLIENT_SECRET),
                                new Version(
                                        "/my-erp/lwa/clientidentifier".length(), "/my-erp/lwa/clientsecret".length())),
                        Secret.of(REFRESH_TOKEN),
                        "/my-erp/refreshToken/A2EXAMPLE".length()));
        assertThat(parameters.read(Seller.DEFAULT).refreshToken()).isEqualTo(Secret.of("Atzr|default"));
        assertThat(parameters.read(SCOPES)).isEqualTo(StoredCredentials.of(read.application()));
    }

    /** Parameter Store says alphabetical order; nothing here may come to depend on it. */
    @Test
    void takesEachValueByItsNameInWhateverOrderTheyCome() {
        parameters.but(
                200,
                "{\"InvalidParameters\":[],\"Parameters\":["
                        + "{\"Name\":\"/my-erp/refreshToken/A2EXAMPLE\",\"Value\":\"the token\",\"Version\":3},"
                        + "{\"Name\":\"/my-erp/lwa/clientsecret\",\"Value\":\"the secret\",\"Version\":2},"
                        + "{\"Name\":\"/my-erp/lwa/clientidentifier\",\"Value\":\"the identifier\",\"Version\":1}]}");

        assertThat(parameters.read(SELLER))
                .isEqualTo(new StoredCredentials(
                        new ApplicationCredentials(
                                Secret.of("the identifier"), Secret.of("the secret"), new Version(1, 2)),
                        Secret.of("the token"),
                        3));
    }

    @Test
    void dropsTheWhiteSpaceThatPastingLeaves() {
        parameters
                .with("/my-erp/lwa/clientsecret", CLIENT_SECRET + "\n")
                .with("/my-erp/refreshToken/A2EXAMPLE", " \t" + REFRESH_TOKEN + "\r\n");

        StoredCredentials read = parameters.read(SELLER);

        assertThat(read.application().clientSecret()).isEqualTo(Secret.of(CLIENT_SECRET));
        assertThat(read.refreshToken()).isEqualTo(Secret.of(REFRESH_TOKEN));
    }

    @Test
    void knowsNoSellerWithoutARefreshTokenAndTakesNoOthers() {
        assertThat(parameters.failure(Seller.named("A9OTHER")))
                .isInstanceOf(UnknownSeller.class)
                .hasMessageContaining("seller A9OTHER")
                .hasMessageContaining("/my-erp/refreshToken/A9OTHER");
    }

    @Test
    void missesAParameterThatEveryApplicationHas() {
        parameters.with("/my-erp/refreshToken", null);
        assertThat(parameters.failure(Seller.DEFAULT))
                .isInstanceOf(ParameterMissing.class)
                .hasMessageContaining("no parameter /my-erp/refreshToken in");

        parameters.with("/my-erp/lwa/clientsecret", null);
        assertThat(parameters.failure(SCOPES))
                .isInstanceOf(ParameterMissing.class)
                .hasMessageContaining("no parameter /my-erp/lwa/clientsecret in");
        assertThat(parameters.failure(Seller.named("A9OTHER")))
                .as("the application comes before the seller")
                .isInstanceOf(ParameterMissing.class)
                .hasMessageContaining("/my-erp/lwa/clientsecret, /my-erp/refreshToken/A9OTHER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rekey:not-set-yet", "rekey:not-set-yet\n", " ", "\n"})
    void saysWhichParameterIsNotSetYet(String value) {
        parameters.with("/my-erp/lwa/clientsecret", value);
        assertThat(parameters.failure(SELLER))
                .isInstanceOf(NotSetYet.class)
                .hasMessageStartingWith("Not set yet: /my-erp/lwa/clientsecret.");

        parameters.with("/my-erp/refreshToken/A2EXAMPLE", value);
        assertThat(parameters.failure(SELLER))
                .hasMessageStartingWith("Not set yet: /my-erp/lwa/clientsecret, /my-erp/refreshToken/A2EXAMPLE.");
    }

    @Test
    void asksNothingWhenNoTimeIsLeft() {
        assertThatThrownBy(() -> parameters.store().read(SELLER, Deadline.in(Duration.ZERO)))
                .isInstanceOf(TryLater.class)
                .hasMessageStartingWith("No time is left to ask Parameter Store for");
        assertThat(parameters.requests()).isZero();
    }
}
