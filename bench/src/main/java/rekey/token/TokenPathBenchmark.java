package rekey.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import rekey.bench.scenario.SilentContext;
import rekey.bench.standin.PlainStandIns;
import rekey.credential.Secret;
import rekey.function.FunctionEnvironment;
import rekey.lwa.AccessToken;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What a call that is answered from the cache does inside the handler, and its two ends alone: reading the request and
 * writing the response. In the handler's package, for neither end is for others to call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenPathBenchmark {
    private static final List<String> SCOPES = List.of("sellingpartnerapi::notifications");
    private static final byte[] REQUEST = "{\"seller\":\"A2EXAMPLE00001\"}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-23T14:04:05Z");

    private final SilentContext context = new SilentContext();
    private TokenHandler handler;
    private TokenResponse response;

    @Setup
    public void fillTheCache() throws IOException {
        handler = new TokenHandler(new FunctionEnvironment(
                new PlainStandIns().variables(),
                Clock.systemUTC(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCHMARKBENCHMA", "not-a-key"))));
        response = new TokenResponse(
                new AccessToken(Secret.of("Atza|not-an-access-token-" + "0".repeat(380)), NOW, NOW.plusSeconds(3_600)));
        cachedToken();
    }

    @Benchmark
    public Object cachedToken() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream(512);
        handler.handleRequest(new ByteArrayInputStream(REQUEST), output, context);
        return output;
    }

    @Benchmark
    public Object readRequest() throws IOException {
        return TokenRequest.read(new ByteArrayInputStream(REQUEST), SCOPES);
    }

    @Benchmark
    public Object writeResponse() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream(512);
        response.write(output, NOW);
        return output;
    }
}
