package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.SnsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SsmServiceMetadata;

/**
 * Stands in the archive in place of the SDK's class of this name, which knows 400 services and loads a class for each of
 * them whenever any client is made: a tenth of a start. This one knows those that the functions have a client for. The
 * SDK has a rule for all others, which it also uses for services that are new to it.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    @Override
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case "ssm" -> new SsmServiceMetadata();
            case "sns" -> new SnsServiceMetadata();
            default -> null;
        };
    }
}
