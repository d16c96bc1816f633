package rekey.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import rekey.SampleCredentials;
import rekey.function.FunctionEnvironment;
import rekey.ledger.LedgerStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** SNS on loopback, as far as Publish goes, and Parameter Store with one parameter: the ledger. */
final class NoticeServer implements AutoCloseable {
    static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:my-erp-notices";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final List<Map<String, String>> published = new CopyOnWriteArrayList<>();
    private final FunctionEnvironment environment;
    private volatile Optional<MockResponse> refusal = Optional.empty();
    private volatile boolean full;
    private volatile String ledger = "";
    private volatile int version;

    NoticeServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = request.getBody().string(UTF_8);
                String target = request.getHeaders().get("X-Amz-Target");
                return target == null ? publish(body) : store(target, body);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        environment = new FunctionEnvironment(
                Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getPort()),
                Clock.systemUTC(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "example")));
    }

    NoticeTopic topic() {
        return new NoticeTopic(environment.sns(), TOPIC);
    }

    LedgerStore ledgers(Clock clock) {
        return new LedgerStore(environment.ssm(), SampleCredentials.NAMES, clock);
    }

    /** The forms of what was published and taken. */
    List<Map<String, String>> published() {
        return published;
    }

    /** From now on SNS refuses. */
    void refuse(int status, String code) {
        answer(status, """
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>No.</Message></Error><RequestId>1</RequestId></ErrorResponse>""".formatted(code));
    }

    /** From now on SNS answers this. */
    void answer(int status, String body) {
        refusal = Optional.of(response(status, "text/xml", body));
    }

    /** Whether Parameter Store refuses writes. */
    void writesFail(boolean now) {
        full = now;
    }

    private MockResponse publish(String body) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<String, String> form = new TreeMap<>();
        Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .forEach(field -> form.put(URLDecoder.decode(field[0], UTF_8), URLDecoder.decode(field[1], UTF_8)));
        published.add(form);
        return response(200, "text/xml", """
                <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\
                <MessageId>m</MessageId></PublishResult></PublishResponse>""");
    }

    private MockResponse store(String target, String body) {
        try {
            return target.endsWith("PutParameter") ? put(JSON.readTree(body)) : get();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized MockResponse put(JsonNode request) {
        if (full) {
            return response(400, "application/x-amz-json-1.1", "{\"__type\":\"AccessDeniedException\"}");
        }
        ledger = request.get("Value").textValue();
        version++;
        return response(200, "application/x-amz-json-1.1", "{\"Version\":%d,\"Tier\":\"Standard\"}".formatted(version));
    }

    private synchronized MockResponse get() {
        ObjectNode answer = JSON.createObjectNode();
        var parameters = answer.putArray("Parameters");
        if (version > 0) {
            parameters
                    .addObject()
                    .put("Name", SampleCredentials.NAMES.ledger())
                    .put("Type", "String")
                    .put("Value", ledger)
                    .put("Version", version);
        }
        return response(200, "application/x-amz-json-1.1", answer.toString());
    }

    private static MockResponse response(int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
