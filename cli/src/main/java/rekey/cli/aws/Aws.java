package rekey.cli.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One region of an AWS account, as somebody.
 *
 * <p>A call connects within 3 s, waits 10 s for bytes (Lambda's 35 s, the token function may take 30) and ends after
 * 40 s, with the SDK's three attempts in it. It takes the proxy of
 * Java's system properties, which leave this machine out. Never speaks plain http with another machine, whatever configures it.
 *
 * @param profile whose settings the SDK takes besides
 * @param endpoint where every service answers; otherwise where the SDK finds them
 */
public record Aws(Region region, AwsCredentialsProvider credentials, Optional<String> profile, Optional<URI> endpoint) {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration READ_FUNCTION = Duration.ofSeconds(35);
    private static final Duration READ_ROTATION = Duration.ofMinutes(5);
    private static final Duration CALL = Duration.ofSeconds(40);

    /** Without it the SDK takes HTTP_PROXY for everything, this machine's own addresses among it. */
    private static final ProxyConfiguration JAVAS_OWN = ProxyConfiguration.builder()
            .useEnvironmentVariablesValues(false)
            .useSystemPropertyValues(false)
            .build();

    public SsmClient ssm() {
        return client(SsmClient.builder(), READ);
    }

    public KmsClient kms() {
        return client(KmsClient.builder(), READ);
    }

    public SnsClient sns() {
        return client(SnsClient.builder(), READ);
    }

    public SqsClient sqs() {
        return client(SqsClient.builder(), READ);
    }

    public StsClient sts() {
        return client(StsClient.builder(), READ);
    }

    public LambdaClient lambda() {
        return client(LambdaClient.builder(), READ_FUNCTION);
    }

    /** For what may happen once only: waits as long as the rotation function may take, and never calls twice. */
    public LambdaClient lambdaOnce() {
        return client(
                LambdaClient.builder(),
                READ_ROTATION,
                override -> override.retryStrategy(retries -> retries.maxAttempts(1))
                        .apiCallTimeout(READ_ROTATION.plus(CONNECT)));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Duration read) {
        return client(builder, read, override -> {});
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Duration read, Consumer<ClientOverrideConfiguration.Builder> more) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> {
                    profile.ifPresent(override::defaultProfileName);
                    override.retryStrategy(RetryMode.STANDARD)
                            .apiCallTimeout(CALL)
                            .addExecutionInterceptor(new NoPlainHttp());
                    more.accept(override);
                })
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(JAVAS_OWN)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(read))
                .build();
    }
}
