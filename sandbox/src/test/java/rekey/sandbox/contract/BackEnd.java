package rekey.sandbox.contract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Something that speaks AWS's APIs, with clients for it that do not retry. What the contract makes there stays there: it is
 * for back ends that are thrown away.
 */
final class BackEnd implements AutoCloseable {
    static final String REGION = "us-east-1";

    private final String name;
    private final URI endpoint;
    private final Gaps gaps;
    private final String function;
    private final List<ExecutionInterceptor> interceptors;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Map<Class<?>, SdkAutoCloseable> clients = new ConcurrentHashMap<>();
    private final Deque<Runnable> others = new ArrayDeque<>();

    /**
     * @param gaps what it lacks
     * @param function a token function that is deployed there; null when there is none
     * @param interceptors see every call and its answer
     */
    BackEnd(String name, URI endpoint, Gaps gaps, String function, ExecutionInterceptor... interceptors) {
        this.name = name;
        this.endpoint = endpoint;
        this.gaps = gaps;
        this.function = function;
        this.interceptors = List.of(interceptors);
        others.add(http::close);
    }

    /** What ends with this. */
    BackEnd owning(Runnable end) {
        others.add(end);
        return this;
    }

    String name() {
        return name;
    }

    Gaps gaps() {
        return gaps;
    }

    Optional<String> function() {
        return Optional.ofNullable(function);
    }

    SsmClient ssm() {
        return client(SsmClient.class, SsmClient::builder);
    }

    KmsClient kms() {
        return client(KmsClient.class, KmsClient::builder);
    }

    SnsClient sns() {
        return client(SnsClient.class, SnsClient::builder);
    }

    SqsClient sqs() {
        return client(SqsClient.class, SqsClient::builder);
    }

    EventBridgeClient events() {
        return client(EventBridgeClient.class, EventBridgeClient::builder);
    }

    StsClient sts() {
        return client(StsClient.class, StsClient::builder);
    }

    LambdaClient lambda() {
        return client(LambdaClient.class, LambdaClient::builder);
    }

    @Override
    public void close() {
        clients.values().forEach(SdkAutoCloseable::close);
        others.forEach(Runnable::run);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            Class<C> type, Supplier<B> builder) {
        return type.cast(clients.computeIfAbsent(
                type,
                absent -> builder.get()
                        .region(Region.of(REGION))
                        .endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                        .httpClient(http)
                        .overrideConfiguration(overrides -> overrides
                                .retryStrategy(AwsRetryStrategy.doNotRetry())
                                .executionInterceptors(interceptors))
                        .build()));
    }
}
