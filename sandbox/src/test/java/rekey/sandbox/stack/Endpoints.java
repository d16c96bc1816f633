package rekey.sandbox.stack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an SDK, whoever loads it, knows of the services that the functions call. */
final class Endpoints {
    private static final String REGIONS = "software.amazon.awssdk.regions.";

    private Endpoints() {}

    /** For each service and region: its endpoint, and the region to sign for. */
    static Map<String, String> by(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> region = loader.loadClass(REGIONS + "Region");
        Class<?> metadata = loader.loadClass(REGIONS + "ServiceMetadata");
        Map<String, String> endpoints = new TreeMap<>();
        for (String service : List.of("ssm", "sns")) {
            Object of = metadata.getMethod("of", String.class).invoke(null, service);
            for (Object each : (List<?>) region.getMethod("regions").invoke(null)) {
                URI endpoint = (URI) metadata.getMethod("endpointFor", region).invoke(of, each);
                Object signed = metadata.getMethod("signingRegion", region).invoke(of, each);
                endpoints.put(service + " " + each, endpoint + " " + signed);
            }
        }
        return endpoints;
    }
}
