package rekey.sandbox.spapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Policies;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.sqs.ReceivedMessage;

/** A sandbox with an application and two queues that Amazon may send to, and calls to LWA and SP-API over a socket. */
public final class SellingPartner implements AutoCloseable {
    public static final String ROTATION = "sellingpartnerapi::client_credential:rotation";
    public static final String NOTIFICATIONS = "sellingpartnerapi::notifications";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller OPERATOR = Caller.overNetwork(new Principal.User(AwsAccount.ID, "operator"), true);

    /** An answer of SP-API. */
    public record Reply(int status, String body, HttpResponse<String> http) {
        /** {@code 403 Unauthorized: The access token you provided has expired.} */
        public String error() {
            JsonNode error = json(body).path("errors").path(0);
            String text = error.has("details") ? "details" : "message";
            return status + " " + error.path("code").asText() + ": "
                    + error.path(text).asText();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    public final Sandbox sandbox;
    public final RegisteredApplication application;
    public final String expiry;
    public final String newSecret;

    private final HttpClient client = HttpClient.newHttpClient();

    public SellingPartner() {
        try {
            sandbox = Sandbox.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        application = sandbox.lwa().register();
        expiry = queue("expiry");
        newSecret = queue("new-secret");
    }

    /** A queue that Amazon may use. */
    private String queue(String name) {
        String arn = sandbox.sqs().createQueue(Sandbox.REGION, name, Map.of());
        allow(arn, "sqs:GetQueueAttributes", "sqs:SendMessage");
        return arn;
    }

    /** Sets what the queue's policy lets Amazon do. */
    public void allow(String queueArn, String... actions) {
        String allowed =
                List.of(actions).stream().map(action -> "'" + action + "'").collect(Collectors.joining(","));
        policy(
                queueArn,
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::437568002678:root'},'Action':[" + allowed
                        + "],'Resource':'" + queueArn + "'}");
    }

    public void policy(String queueArn, String... statements) {
        sandbox.sqs().putPolicy(queueArn, Policies.of(statements), "QueuePolicy");
    }

    public SellingPartner enrolled() {
        application.enrol(expiry, newSecret);
        return this;
    }

    public void pass(Duration time) {
        sandbox.clock().advance(time);
    }

    /** What is in a queue now, which is deleted there. */
    public List<JsonNode> received(String queueArn) {
        List<ReceivedMessage> messages = sandbox.sqs().receive(OPERATOR, queueArn, 10);
        messages.forEach(message -> sandbox.sqs().delete(OPERATOR, queueArn, message.receiptHandle()));
        return messages.stream().map(message -> json(message.body())).toList();
    }

    /** A token for scopes, got with {@code secret}. */
    public String tokenFor(String scope, String secret) {
        return token(Map.of("grant_type", "client_credentials", "scope", scope, "client_secret", secret));
    }

    /** A token for scopes, got with the newest secret. */
    public String tokenFor(String scope) {
        return tokenFor(scope, application.clientSecret());
    }

    /** A token for a seller, got with the newest secret. */
    public String tokenOf(String refreshToken) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken,
                "client_secret",
                application.clientSecret()));
    }

    public Reply rotate() {
        return rotate(tokenFor(ROTATION));
    }

    public Reply rotate(String token) {
        return call("POST", "/applications/2023-11-30/clientSecret", "x-amz-access-token", token);
    }

    public Reply destinations(String token) {
        return call("GET", "/notifications/v1/destinations", "x-amz-access-token", token);
    }

    public Reply participations(String token) {
        return call("GET", "/sellers/v1/marketplaceParticipations", "x-amz-access-token", token);
    }

    public Reply call(String method, String path, String... headers) {
        try {
            HttpResponse<String> response = client.send(request(method, path, headers), ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path));
        request.method(method, HttpRequest.BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private String token(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + LwaStandIn.PATH))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&client_id=" + application.clientIdentifier()))
                .build();
        try {
            return json(client.send(request, ofString()).body())
                    .path("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse.BodyHandler<String> ofString() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
