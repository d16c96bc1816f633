package rekey.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static rekey.SampleCredentials.CLIENT_IDENTIFIER;
import static rekey.SampleCredentials.CLIENT_SECRET;
import static rekey.SampleCredentials.NAMES;
import static rekey.SampleCredentials.REFRESH_TOKEN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import rekey.SampleCredentials;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Parameter Store on loopback, as far as GetParameters goes: in alphabetical order, unknown names listed apart. */
final class ParameterStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final MockWebServer server = new MockWebServer();
    private final Map<String, String> values = new ConcurrentHashMap<>(Map.of(
            "/my-erp/lwa/clientidentifier", CLIENT_IDENTIFIER,
            "/my-erp/lwa/clientsecret", CLIENT_SECRET,
            "/my-erp/refreshToken", "Atzr|default",
            "/my-erp/refreshToken/A2EXAMPLE", REFRESH_TOKEN));
    private final AtomicInteger requests = new AtomicInteger();
    private volatile UnaryOperator<MockResponse.Builder> twist = answer -> answer;

    ParameterStore() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.incrementAndGet();
                return twist.apply(answer(200, getParameters(request.getBody().string(UTF_8))))
                        .build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** Stores a value; none when it is null. */
    ParameterStore with(String name, String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
        return this;
    }

    /** Answers something else. */
    ParameterStore but(int status, String body) {
        twist = honest -> answer(status, body);
        return this;
    }

    ParameterStore but(UnaryOperator<MockResponse.Builder> other) {
        twist = other;
        return this;
    }

    CredentialStore store() {
        return storeAt("http://127.0.0.1:" + server.getPort());
    }

    static CredentialStore storeAt(String endpoint) {
        var environment = new FunctionEnvironment(
                Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_SSM", endpoint),
                Clock.systemUTC(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "example")));
        return new CredentialStore(environment.ssm(), NAMES);
    }

    StoredCredentials read(Grantee grantee) {
        return store().read(grantee, ample());
    }

    /** The failure of a read, once it is certain that it tells no secret. */
    Failure failure(Grantee grantee) {
        return failure(store(), grantee);
    }

    static Failure failure(CredentialStore store, Grantee grantee) {
        return SampleCredentials.failureOf(() -> store.read(grantee, ample()));
    }

    int requests() {
        return requests.get();
    }

    static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/x-amz-json-1.1")
                .body(body);
    }

    private String getParameters(String request) {
        ObjectNode answer = JSON.createObjectNode();
        var parameters = answer.putArray("Parameters");
        var invalid = answer.putArray("InvalidParameters");
        for (String name : names(request)) {
            if (!values.containsKey(name)) {
                invalid.add(name);
                continue;
            }
            parameters
                    .addObject()
                    .put("Name", name)
                    .put("Type", "SecureString")
                    .put("Value", values.get(name))
                    .put("Version", name.length());
        }
        return answer.toString();
    }

    private static String[] names(String request) {
        try {
            JsonNode names = JSON.readTree(request).withArray("/Names");
            String[] sorted = JSON.convertValue(names, String[].class);
            Arrays.sort(sorted);
            return sorted;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
