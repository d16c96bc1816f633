package rekey.function;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Where a function runs: in AWS, in a process of its own, or in the sandbox.
 *
 * @param variables the environment variables, as Lambda would set them
 * @param clock what time it is for tokens and secrets
 * @param credentials what the function calls AWS with
 */
public record FunctionEnvironment(Map<String, String> variables, Clock clock, AwsCredentialsProvider credentials) {
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);
    private static final AwsCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("REKEY-REHEARSAL", "rehearsal"));

    /** This process: its environment variables, the system's clock, the SDK's own search for credentials. */
    public static FunctionEnvironment ofProcess() {
        return new FunctionEnvironment(
                System.getenv(),
                Clock.systemUTC(),
                DefaultCredentialsProvider.builder().build());
    }

    /**
     * Whether this process ends as a SnapStart snapshot, which others start from.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">AWS_LAMBDA_INITIALIZATION_TYPE</a>
     */
    public boolean startsFromSnapshots() {
        return "snap-start".equals(variables.get(INITIALIZATION_TYPE));
    }

    /** Whether this process is one in AWS that will itself be invoked. Then its start is the time to get things ready. */
    public boolean startsForItself() {
        String type = variables.get(INITIALIZATION_TYPE);
        return "on-demand".equals(type) || "provisioned-concurrency".equals(type);
    }

    /**
     * A client for Parameter Store in {@code AWS_REGION}, at {@code AWS_ENDPOINT_URL_SSM} or {@code AWS_ENDPOINT_URL}
     * when one is set (https, or plain http on loopback). Connects within 2 s and reads within 3 s; throttles and
     * server errors are retried by the SDK, three attempts in all.
     *
     * @throws rekey.failure.Misconfigured when a variable is missing or wrong
     */
    public SsmClient ssm() {
        return client(SsmClient.builder(), "AWS_ENDPOINT_URL_SSM").build();
    }

    /**
     * A client as {@link #ssm} is one, for a rehearsal: it asks as nobody, under an access key that does not exist,
     * throws away what it is told, and takes {@code answer} for it. It keeps no connection.
     *
     * @param answer the body of a successful answer
     * @param journal is told when nobody answers
     */
    public SsmClient ssmForRehearsal(String answer, Journal journal) {
        return client(SsmClient.builder(), "AWS_ENDPOINT_URL_SSM")
                .credentialsProvider(NOBODY)
                .httpClientBuilder(null)
                .httpClient(new RehearsalHttp(http().build(), answer, journal))
                .build();
    }

    /** A client for SNS, as {@link #ssm} is one for Parameter Store; its own address is {@code AWS_ENDPOINT_URL_SNS}. */
    public SnsClient sns() {
        return client(SnsClient.builder(), "AWS_ENDPOINT_URL_SNS").build();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B client(B client, String itsEndpoint) {
        Variables checked = new Variables(variables);
        Region region = checked.required("AWS_REGION", Region::of);
        Optional<URI> endpoint = checked.optional(
                variables.containsKey(itsEndpoint) ? itsEndpoint : "AWS_ENDPOINT_URL",
                "",
                text -> text.isBlank() ? Optional.empty() : Optional.of(Endpoints.httpsOrLoopback(text)));
        checked.check();
        client.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                .httpClientBuilder(http());
        endpoint.ifPresent(client::endpointOverride);
        return client;
    }

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ);
    }
}
