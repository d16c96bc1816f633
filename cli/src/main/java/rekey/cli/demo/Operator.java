package rekey.cli.demo;

import java.net.URI;
import java.util.function.Consumer;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** The person who keeps an application's credentials in Parameter Store, working with the AWS SDK. */
final class Operator implements AutoCloseable {
    private static final String REMIND_AFTER_150_DAYS =
            "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}]";

    private final SsmClient ssm;
    private final KmsClient kms;
    private final String keyId;

    Operator(URI endpoint) {
        Region region = Region.of(Sandbox.REGION);
        ssm = SsmClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        kms = KmsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        keyId = kms.createKey(request -> request.description("Protects the demo's credentials"))
                .keyMetadata()
                .keyId();
    }

    /** Stores {@code value} encrypted under the application's own key, and returns the parameter's new version. */
    long put(String name, String value) {
        return put(name, value, request -> {});
    }

    /** As {@link #put}, with the policy that reminds of the secret after 150 days without a change. */
    long putWithReminder(String name, String value) {
        return put(name, value, request -> request.tier(ParameterTier.ADVANCED).policies(REMIND_AFTER_150_DAYS));
    }

    private long put(String name, String value, Consumer<PutParameterRequest.Builder> more) {
        return ssm.putParameter(request -> {
                    request.name(name)
                            .value(value)
                            .type(ParameterType.SECURE_STRING)
                            .keyId(keyId)
                            .overwrite(true);
                    more.accept(request);
                })
                .version();
    }

    void disableKey() {
        kms.disableKey(request -> request.keyId(keyId));
    }

    void enableKey() {
        kms.enableKey(request -> request.keyId(keyId));
    }

    @Override
    public void close() {
        ssm.close();
        kms.close();
    }
}
