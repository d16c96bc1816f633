package rekey.sandbox.spapi;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What the stand-in can do; any other method or path is refused as SP-API does. */
public enum SpApiOperation {
    /** Asks for a new client secret, which comes to the queue. */
    ROTATE(
            "rotateApplicationClientSecret",
            "POST",
            "/applications/2023-11-30/clientSecret",
            "sellingpartnerapi::client_credential:rotation",
            "0.0167",
            1,
            Duration.ofMinutes(1)),
    /** Where an application's notifications can go. Its rate is not played. */
    DESTINATIONS(
            "getDestinations",
            "GET",
            "/notifications/v1/destinations",
            "sellingpartnerapi::notifications",
            "1.0",
            Integer.MAX_VALUE,
            Duration.ofSeconds(1)),
    /** The marketplaces that a seller sells in. */
    PARTICIPATIONS(
            "getMarketplaceParticipations",
            "GET",
            "/sellers/v1/marketplaceParticipations",
            "",
            "0.016",
            15,
            Duration.ofMillis(62_500));

    final String path;
    /** What {@code x-amzn-RateLimit-Limit} says: requests per second. */
    final String rate;
    /** How many requests may come at once. */
    final int burst;
    /** How long one more takes to be allowed. */
    final Duration each;
    /** What the token must be for; empty for a seller's token. */
    final String scope;

    private final String amazonsName;
    private final String method;

    SpApiOperation(
            String amazonsName, String method, String path, String scope, String rate, int burst, Duration each) {
        this.amazonsName = amazonsName;
        this.method = method;
        this.path = path;
        this.scope = scope;
        this.rate = rate;
        this.burst = burst;
        this.each = each;
    }

    static Optional<SpApiOperation> of(String method, String path) {
        return Arrays.stream(values())
                .filter(operation -> operation.method.equals(method) && operation.path.equals(path))
                .findFirst();
    }

    /** Its name among the {@linkplain rekey.sandbox.Calls calls}: {@code SPAPI.getDestinations}. */
    public String counted() {
        return SpApiStandIn.SERVICE + amazonsName;
    }
}
