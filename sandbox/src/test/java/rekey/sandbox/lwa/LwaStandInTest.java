package rekey.sandbox.lwa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;

/** The stand-in answers as Login with Amazon is known to. */
class LwaStandInTest {
    private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

    private record Reply(int status, JsonNode json, HttpResponse<String> http) {
        String error() {
            return status + " " + json.path("error").asText();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private RegisteredApplication application;
    private String refreshToken;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0);
        application = sandbox.lwa().register();
        refreshToken = application.authorize("A1");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void echoesTheRefreshTokenForASellerAndForbidsStoringTheAnswer() throws Exception {
        Reply reply = forSeller(application.clientSecret(), refreshToken);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("access_token").asText())
                .startsWith("Atza|")
                .hasSize(353);
        assertThat(reply.json().get("refresh_token").asText()).isEqualTo(refreshToken);
        assertThat(reply.json().get("expires_in").asLong()).isEqualTo(3_600);
        assertThat(reply.json().get("token_type").asText()).isEqualTo("bearer");
        assertThat(reply.http().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void givesNoRefreshTokenForScopes() throws Exception {
        Reply reply = forScope("sellingpartnerapi::notifications sellingpartnerapi::client_credential:rotation");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("refresh_token")).isFalse();
    }

    @Test
    void takesJsonAsWell() throws Exception {
        String json = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        application.clientIdentifier(),
                        "client_secret",
                        application.clientSecret(),
                        "refresh_token",
                        refreshToken));

        assertThat(post("application/json; charset=utf-8", json).status()).isEqualTo(200);
        assertThat(post(FORM, json).error()).isEqualTo("400 unsupported_grant_type");
    }

    @Test
    void namesWhatIsWrongByLwasOwnCodes() throws Exception {
        assertThat(forSeller("amzn1.oa2-cs.v1.wrong", refreshToken).error()).isEqualTo("401 invalid_client");
        assertThat(forSeller(application.clientSecret(), "Atzr|wrong").error()).isEqualTo("400 invalid_grant");
        assertThat(forSeller("", refreshToken).error()).isEqualTo("400 invalid_request");
        assertThat(forScope("sellingpartnerapi::client_credentials:rotation").error())
                .isEqualTo("400 invalid_scope");
        assertThat(post(FORM, "").error()).isEqualTo("400 unsupported_grant_type");
    }

    @Test
    void acceptsAnOldSecretForSevenDaysAfterARotation() throws Exception {
        String old = application.clientSecret();
        String fresh = application.issueSecret();

        sandbox.clock().advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(forSeller(old, refreshToken).status()).isEqualTo(200);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(forSeller(old, refreshToken).error()).isEqualTo("401 invalid_client");
        assertThat(forSeller(fresh, refreshToken).status()).isEqualTo(200);
    }

    @Test
    void goesOnAcceptingASecretThatIsOverdue() throws Exception {
        sandbox.clock().advance(Duration.ofDays(200));

        assertThat(forSeller(application.clientSecret(), refreshToken).status()).isEqualTo(200);
        assertThat(sandbox.lwa().exchanges().get(0).secretIssued().plus(RegisteredApplication.SECRET_LIFE))
                .isBefore(sandbox.clock().instant());
    }

    @Test
    void endsAnAuthorizationAfterAYearOrWhenItIsRevoked() throws Exception {
        String second = application.authorize("A1");
        assertThat(forSeller(application.clientSecret(), refreshToken).status())
                .as("an earlier refresh token stays good")
                .isEqualTo(200);

        sandbox.clock().advance(Duration.ofDays(366));
        assertThat(forSeller(application.clientSecret(), second).error()).isEqualTo("400 invalid_grant");

        String third = application.authorize("A1");
        application.revoke("A1");
        assertThat(forSeller(application.clientSecret(), third).error()).isEqualTo("400 invalid_grant");
    }

    @Test
    void refusesAnotherApplicationsRefreshToken() throws Exception {
        String others = sandbox.lwa().register().authorize("A1");

        assertThat(forSeller(application.clientSecret(), others).error()).isEqualTo("400 invalid_grant");
    }

    private Reply forSeller(String secret, String token) throws Exception {
        return post(
                FORM,
                form(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        application.clientIdentifier(),
                        "client_secret",
                        secret,
                        "refresh_token",
                        token)));
    }

    private Reply forScope(String scope) throws Exception {
        return post(
                FORM,
                form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        application.clientIdentifier(),
                        "client_secret",
                        application.clientSecret(),
                        "scope",
                        scope)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Reply post(String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + LwaStandIn.PATH))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), new ObjectMapper().readTree(response.body()), response);
    }
}
