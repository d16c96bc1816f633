package rekey.sandbox.spapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.lwa.RegisteredApplication;

/**
 * The Selling Partner API, as far as {@link SpApiOperation} goes, for the tokens of a {@link LwaStandIn}.
 *
 * <p>Any other path or method is denied, as SP-API does, not unknown. Refuses the tokens of a secret that is past its 180
 * days, which LWA goes on to give. Does wrong on demand, see {@link SpApiFault}. Thread-safe.
 */
public final class SpApiStandIn implements HttpHandler {
    /** The beginnings of the paths that are SP-API's. */
    public static final List<String> PATHS = List.of("/applications/", "/notifications/", "/sellers/");

    static final String SERVICE = "SPAPI.";

    private static final int LONGEST_USER_AGENT = 500;

    private final Clock clock;
    private final LwaStandIn lwa;
    private final Quota quota = new Quota();
    private final SpApiFaults faults = new SpApiFaults();

    public SpApiStandIn(Clock clock, LwaStandIn lwa) {
        this.clock = clock;
        this.lwa = lwa;
    }

    /** The next requests for an operation meet these faults, one each, in this order. */
    public void failNext(SpApiOperation operation, SpApiFault... next) {
        faults.next(operation, next);
    }

    /** From now on every request for an operation meets this fault, unless it meets one of {@link #failNext}. */
    public void fail(SpApiOperation operation, SpApiFault fault) {
        faults.always(operation, fault);
    }

    /** All faults are called off, and slow answers come. */
    public void behave() {
        faults.clear();
    }

    /** What a request asks for, as {@link rekey.sandbox.Calls} counts it. */
    public static String counted(HttpExchange http) {
        return operation(http).map(SpApiOperation::counted).orElse(SERVICE + "unknown");
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        http.getRequestBody().readAllBytes();
        Optional<SpApiOperation> operation = operation(http);
        Optional<SpApiFault> fault = operation.flatMap(faults::poll);
        String token = Optional.ofNullable(http.getRequestHeaders().getFirst("x-amz-access-token"))
                .orElse("");
        SpApiReply right = fault.isPresent() && !fault.get().isDone()
                ? SpApiReply.noContent()
                : answer(operation, token, http.getRequestHeaders().getFirst("User-Agent"));
        if (fault.equals(Optional.of(SpApiFault.SLOW))) {
            faults.waitForBetterDays();
        }
        fault.map(wrong -> SpApiReply.faulty(wrong, right, token)).orElse(right).send(http);
    }

    private SpApiReply answer(Optional<SpApiOperation> operation, String token, String userAgent) {
        if (operation.isEmpty()) {
            return SpApiReply.denied(SpApiReply.NO_DETAILS);
        }
        if (userAgent == null || userAgent.isBlank() || userAgent.length() > LONGEST_USER_AGENT) {
            return SpApiReply.error(
                    400, "InvalidInput", "The User-Agent header is required and has at most 500 characters.");
        }
        if (token.isBlank()) {
            return SpApiReply.denied(TokenRules.MISSING);
        }
        Optional<Exchange> exchange = lwa.exchange(token);
        if (exchange.isEmpty()) {
            return SpApiReply.denied(TokenRules.INVALID);
        }
        RegisteredApplication application =
                lwa.application(exchange.get().clientIdentifier()).orElseThrow();
        return new TokenRules(application, exchange.get(), clock.instant())
                .refusal(operation.get())
                .map(SpApiReply::denied)
                .orElseGet(() -> withinQuota(operation.get(), application));
    }

    private SpApiReply withinQuota(SpApiOperation operation, RegisteredApplication application) {
        SpApiReply reply = quota.allows(application.clientIdentifier(), operation, clock.instant())
                ? switch (operation) {
                    case ROTATE -> rotate(application);
                    case DESTINATIONS -> SpApiReply.payload(destinations(application));
                    case PARTICIPATIONS -> SpApiReply.payload(participations());
                }
                : SpApiReply.throttled();
        return reply.with("x-amzn-RateLimit-Limit", operation.rate);
    }

    private static SpApiReply rotate(RegisteredApplication application) {
        return application.rotateByApi()
                ? SpApiReply.noContent()
                : SpApiReply.error(
                        400,
                        "InvalidInput",
                        "Application is not enrolled for rotation notification."
                                + " Please update application notification preference in Developer console.");
    }

    private static ArrayNode destinations(RegisteredApplication application) {
        ArrayNode destinations = JsonNodeFactory.instance.arrayNode();
        application.enrolment().ifPresent(enrolment -> {
            destination(destinations, enrolment.expirySubscription(), enrolment.expiryQueue());
            destination(destinations, enrolment.newSecretSubscription(), enrolment.newSecretQueue());
        });
        return destinations;
    }

    private static void destination(ArrayNode destinations, String id, String queueArn) {
        ObjectNode destination = destinations.addObject().put("destinationId", id);
        destination.put("name", queueArn.substring(queueArn.lastIndexOf(':') + 1));
        destination.putObject("resource").putObject("sqs").put("arn", queueArn);
    }

    private static ArrayNode participations() {
        ArrayNode participations = JsonNodeFactory.instance.arrayNode();
        ObjectNode one = participations.addObject();
        ObjectNode marketplace = one.putObject("marketplace").put("id", "ATVPDKIKX0DER");
        marketplace.put("name", "Amazon.com").put("countryCode", "US").put("defaultCurrencyCode", "USD");
        marketplace.put("defaultLanguageCode", "en_US").put("domainName", "www.amazon.com");
        one.putObject("participation").put("isParticipating", true).put("hasSuspendedListings", false);
        return participations;
    }

    private static Optional<SpApiOperation> operation(HttpExchange http) {
        return SpApiOperation.of(http.getRequestMethod(), http.getRequestURI().getPath());
    }
}
