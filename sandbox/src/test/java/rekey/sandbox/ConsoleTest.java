package rekey.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SellingPartner;

/** The Developer Console over HTTP. */
class ConsoleTest {
    private record Reply(int status, JsonNode json) {}

    @AutoClose
    private final SellingPartner amazon = new SellingPartner();

    private final RegisteredApplication application = amazon.application;

    @Test
    void showsWhichQueuesAreEnrolledAndWhenSecretsEndButNoSecret() throws Exception {
        assertThat(show().get(0).get("enrolled").asBoolean()).isFalse();
        String enrol = "{\"enrol\":{\"expiry\":\"" + amazon.expiry + "\",\"newSecret\":\"" + amazon.newSecret + "\"}}";

        assertThat(order(enrol).status()).isEqualTo(200);

        assertThat(application.isEnrolled()).isTrue();
        JsonNode shown = show().get(0);
        assertThat(shown.get("clientIdentifier").asText()).isEqualTo(application.clientIdentifier());
        assertThat(shown.at("/queues/expiry").asText()).isEqualTo(amazon.expiry);
        assertThat(shown.at("/queues/newSecret").asText()).isEqualTo(amazon.newSecret);
        assertThat(shown.at("/secrets/0/expires").asText())
                .isEqualTo(application.secretExpires().toString());
        assertThat(shown.at("/undelivered")).isEmpty();
        assertThat(shown.toString()).doesNotContain(application.clientSecret());

        assertThat(order("{\"withdraw\":true}").json().get("enrolled").asBoolean())
                .isFalse();
        assertThat(application.isEnrolled()).isFalse();
    }

    @Test
    void showsTheNewSecretOnceWhenTheButtonIsPressed() throws Exception {
        amazon.enrolled();

        Reply reply = order("{\"rotate\":true}");

        assertThat(reply.json().get("newSecret").asText()).isEqualTo(application.clientSecret());
        assertThat(amazon.received(amazon.newSecret)).hasSize(1);
        assertThat(show().at("/0/secrets")).hasSize(2);
        assertThat(show().toString()).doesNotContain(application.clientSecret());
    }

    @Test
    void showsWhatCouldNotBeSent() throws Exception {
        amazon.enrolled();
        amazon.sandbox.sqs().deleteQueue(amazon.newSecret);

        order("{\"rotate\":true}");

        JsonNode lost = show().at("/0/undelivered/0");
        assertThat(lost.get("type").asText()).isEqualTo("NEW_SECRET");
        assertThat(lost.get("queue").asText()).isEqualTo(amazon.newSecret);
        assertThat(lost.get("reason").asText()).isNotEmpty();
    }

    @Test
    void delaysTheSecretsThatAreIssuedFromThenOn() throws Exception {
        assertThat(order("{\"propagateIn\":\"PT45M\"}").status()).isEqualTo(200);

        application.issueSecret();
        assertThat(amazon.destinations(amazon.tokenFor(SellingPartner.NOTIFICATIONS))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void saysWhyAQueueIsRefused() throws Exception {
        amazon.allow(amazon.expiry, "sqs:SendMessage");

        Reply reply =
                order("{\"enrol\":{\"expiry\":\"" + amazon.expiry + "\",\"newSecret\":\"" + amazon.newSecret + "\"}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("error").asText()).startsWith("Amazon cannot use " + amazon.expiry);
    }

    @Test
    void wantsToKnowWhichOfSeveralApplicationsIsMeant() throws Exception {
        RegisteredApplication other = amazon.sandbox.lwa().register();

        assertThat(order("{\"rotate\":true}").status()).isEqualTo(400);
        assertThat(order("{\"rotate\":true,\"clientIdentifier\":\"another\"}").status())
                .isEqualTo(400);
        assertThat(order("{\"rotate\":true,\"clientIdentifier\":\"" + other.clientIdentifier() + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.secrets()).hasSize(2);
        assertThat(application.secrets()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rotate",
                "[]",
                "{}",
                "{\"rotate\":false}",
                "{\"rotate\":\"yes\"}",
                "{\"rotate\":true,\"withdraw\":true}",
                "{\"propagateIn\":\"45\"}",
                "{\"propagateIn\":\"-PT1S\"}",
                "{\"expire\":true}"
            })
    void saysWhatItTakes(String body) throws Exception {
        Reply reply = order(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("error").asText()).startsWith("Send one of {\"enrol\":");
        assertThat(application.secrets()).hasSize(1);
    }

    private JsonNode show() throws Exception {
        return send(HttpRequest.newBuilder().GET()).json();
    }

    private Reply order(String body) throws Exception {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        request.uri(URI.create(amazon.sandbox.endpoint() + "/_sandbox/console"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), SellingPartner.json(response.body()));
    }
}
