package rekey.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Sandboxes for fixtures, which start them in a field, and an administrator's clients for them. */
public final class Sandboxes {
    private Sandboxes() {}

    /** On any port that is free. */
    public static Sandbox start() {
        try {
            return Sandbox.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The builder, set to {@code sandbox}. */
    public static <B extends AwsClientBuilder<B, C>, C> B at(Sandbox sandbox, B builder) {
        return builder.region(Region.of(Sandbox.REGION))
                .endpointOverride(sandbox.endpoint())
                .credentialsProvider(Sandbox.credentials());
    }
}
