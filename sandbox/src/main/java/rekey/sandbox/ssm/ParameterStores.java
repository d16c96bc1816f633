package rekey.sandbox.ssm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsRequest;

/** A store per region. Safe for use by several threads. */
final class ParameterStores {
    private final ConcurrentHashMap<String, ParameterStore> regions = new ConcurrentHashMap<>();
    private final SandboxClock clock;
    private final Consumer<AwsEvent> events;

    ParameterStores(SandboxClock clock, Consumer<AwsEvent> events) {
        this.clock = clock;
        this.events = events;
    }

    ParameterStore of(AwsRequest request) {
        return regions.computeIfAbsent(
                request.region(), region -> new ParameterStore(clock, new ParameterEvents(region, events)));
    }
}
