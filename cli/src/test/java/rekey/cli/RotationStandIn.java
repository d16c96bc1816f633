package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import rekey.failure.RotationRefused;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.ledger.Enrolment;
import rekey.ledger.KnownSecret;
import rekey.ledger.LedgerStore;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What answers the command's orders in the place of the rotation function, and notes in the ledger what it is told to by
 * its variables: {@code CHECK} is the answer to {@code check}, {@code OUTCOME} what comes of asking Amazon, {@code BREAKS}
 * the order in whose middle it breaks off, {@code REFUSES} the one that it refuses; with {@code AT_ONCE} a new secret is
 * in use as soon as Amazon was asked, and the one before in its overlap.
 */
public final class RotationStandIn implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    private final FunctionEnvironment environment;

    public RotationStandIn(FunctionEnvironment environment) {
        this.environment = environment;
    }

    /** Deploys it under the rotation function's name. */
    static void deploy(Laptop laptop, String... variables) {
        deploy(laptop.sandbox, variables);
    }

    static void deploy(Sandbox sandbox, String... variables) {
        Map<String, String> all = new TreeMap<>(sandbox.variables("my-erp"));
        all.put("CHECK", "{\"checks\":[{\"name\":\"store\",\"passed\":true,\"text\":\"can be written to\"}]}");
        all.put("OUTCOME", "ACCEPTED");
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        sandbox.functions()
                .deploy(
                        "my-erp-rotation",
                        RotationStandIn.class.getName() + "::handleRequest",
                        sandbox.environment(all));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode request = JSON.readTree(input);
        String order = request.path("order").asText();
        String by = request.path("by").asText();
        if (order.equals(environment.variables().get("REFUSES"))) {
            throw new RotationRefused("A new secret is not proven yet. Wait for it.");
        }
        String answer = switch (order) {
            case "check" -> environment.variables().get("CHECK");
            case "rotate" -> rotate(by);
            case "rollback", "forward" ->
                "{\"current\":{\"fingerprint\":\"0000000000aa\",\"version\":9,\"ends\":\"2026-12-06T10:00:00Z\"}}";
            case "enrolled" -> enrolled(by);
            default -> throw new IllegalStateException(order);
        };
        if (order.equals(environment.variables().get("BREAKS"))) {
            throw new IllegalStateException("broke off");
        }
        output.write(JSON.readTree(answer).toString().getBytes(UTF_8));
    }

    private String rotate(String by) {
        Outcome outcome = Outcome.valueOf(environment.variables().get("OUTCOME"));
        RotationRequest request = new RotationRequest("r1", environment.clock().instant(), by, Outcome.ASKED, "");
        store().claim(request, ledger -> {}, SOON);
        store().add(by, "asked Amazon", ledger -> ledger.with(request.withOutcome(outcome, "")), SOON);
        if (environment.variables().containsKey("AT_ONCE")) {
            Instant now = environment.clock().instant();
            store().add(
                            by,
                            "put a new secret in use",
                            ledger -> ledger.with(
                                            KnownSecret.storedByHand("0000000000aa", now.minus(Duration.ofDays(100)), 2)
                                                    .retiringAt(now.plus(KnownSecret.OVERLAP)))
                                    .with(KnownSecret.received("0000000000bb", now.plus(KnownSecret.LIFE), now)
                                            .promotedAt(now, 3)),
                            SOON);
        }
        return "{\"request\":{\"id\":\"r1\",\"outcome\":\"%s\",\"problem\":\"\"}}".formatted(outcome);
    }

    private String enrolled(String by) {
        store().add(
                        by,
                        "says that the console's steps are done",
                        ledger -> ledger.with(
                                new Enrolment(true, environment.clock().instant(), "an operator said so")),
                        SOON);
        return "{\"enrolled\":true}";
    }

    private LedgerStore store() {
        SsmClient ssm = SsmClient.builder()
                .endpointOverride(URI.create(environment.variables().get("AWS_ENDPOINT_URL")))
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new LedgerStore(ssm, Laptop.NAMES, environment.clock());
    }
}
