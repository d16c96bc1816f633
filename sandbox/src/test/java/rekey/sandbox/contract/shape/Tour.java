package rekey.sandbox.contract.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A call or more of every operation that the sandbox answers, by the operation's name, with its refusals where they are
 * easily had. A call has every member that the sandbox reads, as far as they go together.
 */
final class Tour implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AtomicInteger names = new AtomicInteger();
    private final URI endpoint;
    private final ExecutionInterceptor guide;
    private final Map<String, Runnable> stops = new TreeMap<>();

    /**
     * @param guide sees every call and its answer
     * @param function one that is deployed
     */
    Tour(URI endpoint, ExecutionInterceptor guide, String function) {
        this.endpoint = endpoint;
        this.guide = guide;
        new ParameterStops(this).addTo(stops);
        new KeyStops(this).addTo(stops);
        new TopicStops(this).addTo(stops);
        new QueueStops(this).addTo(stops);
        new RuleStops(this).addTo(stops);
        new OtherStops(this, function).addTo(stops);
    }

    /** What to do for each operation. */
    Map<String, Runnable> stops() {
        return stops;
    }

    /** A name that nothing has yet. */
    String newName() {
        return "tour-" + names.incrementAndGet();
    }

    /** Insists that a call is refused. */
    static void refused(ThrowingCallable call) {
        assertThat(refusalOf(call).statusCode()).isGreaterThanOrEqualTo(400);
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(Supplier<B> builder) {
        return builder.get()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                .httpClient(http)
                .overrideConfiguration(overrides ->
                        overrides.retryStrategy(AwsRetryStrategy.doNotRetry()).executionInterceptors(List.of(guide)))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
