package rekey.sandbox.spapi;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Each application's <a href="https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits">usage plan</a>: a
 * bucket of so many requests, to which one is added at a time. Thread-safe.
 */
final class Quota {
    private record Bucket(String clientIdentifier, SpApiOperation operation) {}

    /** When each bucket is full again. */
    private final Map<Bucket, Instant> full = new HashMap<>();

    /** Whether one more request is allowed now, which it then uses up. */
    synchronized boolean allows(String clientIdentifier, SpApiOperation operation, Instant now) {
        if (operation.burst == Integer.MAX_VALUE) {
            return true;
        }
        Bucket bucket = new Bucket(clientIdentifier, operation);
        Instant known = full.getOrDefault(bucket, now);
        Instant then = (known.isBefore(now) ? now : known).plus(operation.each);
        Duration most = operation.each.multipliedBy(operation.burst);
        if (then.isAfter(now.plus(most))) {
            return false;
        }
        full.put(bucket, then);
        return true;
    }
}
