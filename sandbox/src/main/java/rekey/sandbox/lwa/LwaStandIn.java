package rekey.sandbox.lwa;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.credential.Secret;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.lwa.IssuedSecrets.IssuedSecret;
import rekey.sandbox.sqs.Sqs;

/**
 * Login with Amazon's token endpoint, {@code POST /auth/o2/token}.
 *
 * <p>Takes a form or JSON, as LWA does, with the grants {@code refresh_token} and {@code client_credentials}. Answers
 * tokens of an hour, and errors with LWA's own codes and statuses. Does wrong on demand, see {@link LwaFault}.
 * Thread-safe.
 */
public final class LwaStandIn implements HttpHandler {
    public static final String PATH = "/auth/o2/token";
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One exchange that gave a token.
     *
     * @param grantee the seller, or the scopes
     * @param grantless whether it is for scopes
     * @param secretIssued when the secret that it was got with was issued
     * @param secretKnown from when on SP-API knows that secret
     */
    public record Exchange(
            Instant time,
            String clientIdentifier,
            String grantee,
            boolean grantless,
            Instant secretIssued,
            Instant secretKnown,
            Secret token) {}

    private final SandboxClock clock;
    private final AmazonSender sender;
    private final Map<String, RegisteredApplication> applications = new ConcurrentHashMap<>();
    private final List<RegisteredApplication> inOrder = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Map<String, Exchange> byToken = new ConcurrentHashMap<>();
    private final Queue<LwaFault> faults = new ConcurrentLinkedQueue<>();

    /** @param sqs where the queues are that applications are enrolled with */
    public LwaStandIn(SandboxClock clock, Sqs sqs) {
        this.clock = clock;
        this.sender = new AmazonSender(sqs);
    }

    /** Registers an application, with a client secret issued now. */
    public RegisteredApplication register() {
        RegisteredApplication application = new RegisteredApplication(clock, sender);
        applications.put(application.clientIdentifier(), application);
        inOrder.add(application);
        return application;
    }

    /** Every application, in the order in which they were registered. */
    public List<RegisteredApplication> applications() {
        return List.copyOf(inOrder);
    }

    public Optional<RegisteredApplication> application(String clientIdentifier) {
        return Optional.ofNullable(applications.get(clientIdentifier));
    }

    /** The next requests meet these faults, one each, in this order. */
    public void failNext(LwaFault... next) {
        faults.addAll(Arrays.asList(next));
    }

    /** Faults that no request has met yet are called off. */
    public void behave() {
        faults.clear();
    }

    /** Every token given so far, the oldest first. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The exchange that gave {@code token}, however long ago. */
    public Optional<Exchange> exchange(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        LwaReply reply = answer(http, new String(body, UTF_8));
        LwaFault fault = faults.poll();
        (fault == null ? reply : LwaReply.faulty(fault, reply, new String(body, UTF_8))).send(http);
    }

    private LwaReply answer(HttpExchange http, String body) {
        if (!http.getRequestMethod().equals("POST")) {
            return LwaReply.error(405, "invalid_request", "The request method is not supported");
        }
        Map<String, String> fields;
        try {
            fields = fields(http.getRequestHeaders().getFirst("Content-Type"), body);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return LwaReply.error(400, "invalid_request", "The request is malformed");
        }
        String grantType = fields.getOrDefault("grant_type", "");
        if (!grantType.equals("refresh_token") && !grantType.equals("client_credentials")) {
            return LwaReply.error(
                    400,
                    "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server");
        }
        String needed = grantType.equals("refresh_token") ? "refresh_token" : "scope";
        for (String name : List.of("client_id", "client_secret", needed)) {
            if (fields.getOrDefault(name, "").isBlank()) {
                return LwaReply.error(400, "invalid_request", "The request is missing a required parameter : " + name);
            }
        }
        RegisteredApplication application = applications.get(fields.get("client_id"));
        Optional<IssuedSecret> secret =
                Optional.ofNullable(application).flatMap(known -> known.accepted(fields.get("client_secret")));
        if (secret.isEmpty()) {
            return LwaReply.error(401, "invalid_client", "Client authentication failed");
        }
        return grantType.equals("refresh_token")
                ? forSeller(application, secret.get(), fields.get("refresh_token"))
                : forScopes(application, secret.get(), fields.get("scope"));
    }

    private LwaReply forSeller(RegisteredApplication application, IssuedSecret secret, String refreshToken) {
        Optional<String> seller = application.sellerOf(refreshToken);
        if (seller.isEmpty()) {
            return LwaReply.error(
                    400,
                    "invalid_grant",
                    "The request has an invalid grant parameter : refresh_token."
                            + " User may have revoked or didn't grant the permission.");
        }
        return LwaReply.token(issue(application, seller.get(), false, secret), refreshToken);
    }

    private LwaReply forScopes(RegisteredApplication application, IssuedSecret secret, String scopes) {
        if (!RegisteredApplication.SCOPES.containsAll(List.of(scopes.split(" ", -1)))) {
            return LwaReply.error(400, "invalid_scope", "The request has an invalid parameter : scope");
        }
        return LwaReply.token(issue(application, scopes, true, secret), null);
    }

    private String issue(RegisteredApplication application, String grantee, boolean grantless, IssuedSecret secret) {
        String token = FakeCredentials.accessToken();
        Exchange exchange = new Exchange(
                clock.instant(),
                application.clientIdentifier(),
                grantee,
                grantless,
                secret.issued(),
                secret.known(),
                Secret.of(token));
        byToken.put(token, exchange);
        exchanges.add(exchange);
        return token;
    }

    private static Map<String, String> fields(String contentType, String body) throws JsonProcessingException {
        Map<String, String> fields = new HashMap<>();
        if (contentType != null && contentType.startsWith("application/json")) {
            JsonNode json = JSON.readTree(body);
            json.fieldNames()
                    .forEachRemaining(name -> fields.put(name, json.get(name).asText()));
            return fields;
        }
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return fields;
    }
}
