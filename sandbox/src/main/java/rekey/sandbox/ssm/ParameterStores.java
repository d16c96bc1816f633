package rekey.sandbox.ssm;

import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.aws.AwsRequest;

/** A store per region. Safe for use by several threads. */
final class ParameterStores {
    private final ConcurrentHashMap<String, ParameterStore> regions = new ConcurrentHashMap<>();

    ParameterStore of(AwsRequest request) {
        return regions.computeIfAbsent(request.region(), region -> new ParameterStore());
    }
}
