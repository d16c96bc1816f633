package rekey.sandbox.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.iam.Iam;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda alone on a socket, with an account's roles, one queue, and real SDK clients that do not retry. */
final class LoopbackLambda implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/echo-role";
    static final String LOG_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:echo-log:*";

    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxClock clock = new SandboxClock();
    final Iam iam = new Iam();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final FakeQueue queue = new FakeQueue(clock);
    final List<String> written = new CopyOnWriteArrayList<>();
    /** The sums, by name and dimensions: {@code Errors {FunctionName=echo}}. */
    final Map<String, Double> metrics = new TreeMap<>();

    final LocalFunctions functions;
    final LambdaClient lambda;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LoopbackLambda() {
        this(FunctionHost::inProcess);
    }

    LoopbackLambda(Function<SandboxClock, FunctionHost> host) {
        functions = new LocalFunctions(
                clock,
                iam,
                host.apply(clock),
                new FunctionSurroundings(
                        () -> Map.of("AWS_ENDPOINT_URL", endpoint().toString()),
                        (group, stream, entry) -> written.add(group + " " + stream + " " + entry),
                        this::measure,
                        queue));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LambdaEndpoint answers = new LambdaEndpoint(functions, iam, calls::add);
        LambdaEndpoint.PATHS.forEach(path -> server.createContext(path, answers));
        server.setExecutor(threads);
        server.start();
        lambda = clientOf("operator", "us-east-1");
        role("echo-role", """
                {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"%s"},
                {"Effect":"Allow","Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes"],\
                "Resource":"%s"}""".formatted(LOG_GROUP, FakeQueue.ARN));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    LambdaClient clientOf(String accessKeyId, String region) {
        return LambdaClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "sandbox")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A role that Lambda may assume, with one policy of these statements. */
    void role(String name, String statements) {
        iam.putRole(name, json("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
                "Principal":{"Service":"lambda.amazonaws.com"}}]}"""));
        iam.attach(
                "arn:aws:iam::123456789012:role/" + name,
                "DefaultPolicy",
                json("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"),
                name);
    }

    /** A function that echoes, with a log group, 5 s and these variables. */
    static FunctionDefinition echo(String name, Map<String, String> variables) {
        return new FunctionDefinition(
                name,
                EchoHandler.class.getName() + "::handleRequest",
                ROLE,
                variables,
                Duration.ofSeconds(5),
                256,
                Optional.of(LOG_GROUP));
    }

    InvokeResponse invoke(String function, String payload) {
        return lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    /** What an echo answers. */
    static JsonNode read(InvokeResponse response) {
        return json(response.payload().asUtf8String());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Has everything happen that is due, and the time go on by so much. */
    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        lambda.close();
        clock.close();
        functions.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized void measure(String name, Map<String, String> dimensions, double value) {
        metrics.merge(name + " " + new TreeMap<>(dimensions), value, Double::sum);
    }
}
