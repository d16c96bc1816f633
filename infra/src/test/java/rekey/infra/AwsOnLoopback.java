package rekey.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import rekey.credential.Placeholder;
import rekey.failure.Failure;
import rekey.function.FunctionEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Parameter Store, LWA and CloudFormation's response address as far as one call of each function goes, and the functions
 * themselves, started from what a template says of them. Keeps what it was asked.
 */
final class AwsOnLoopback extends Dispatcher implements AutoCloseable {
    static final String RESPONSE_PATH = "/cloudformation";

    /** @param operation {@code AmazonSSM.PutParameter}, or the path of a request that is not for Parameter Store */
    record Asked(String operation, JsonNode body) {}

    private final MockWebServer server = new MockWebServer();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile boolean placeholders;

    AwsOnLoopback() throws IOException {
        server.setDispatcher(this);
        server.start();
    }

    String url(String path) {
        return server.url(path).toString();
    }

    List<JsonNode> asked(String operation) {
        return asked.stream()
                .filter(one -> one.operation().equals(operation))
                .map(Asked::body)
                .toList();
    }

    /** Runs the function that {@code resource} describes, as Lambda would with these variables and the sandbox's. */
    String invoke(JsonNode resource, Map<String, String> more, String event) throws ReflectiveOperationException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            start(resource, more).handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(UTF_8);
    }

    /** From now on every parameter holds the placeholder. */
    void placeholders() {
        placeholders = true;
    }

    /** As {@link #invoke}, for an event that the function refuses: what it logged. */
    String logOfFailing(JsonNode resource, Map<String, String> more, String event) throws ReflectiveOperationException {
        log.clear();
        assertThatThrownBy(() -> invoke(resource, more, event)).isInstanceOf(Failure.class);
        return String.join("", log);
    }

    RequestStreamHandler start(JsonNode resource, Map<String, String> more) throws ReflectiveOperationException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", url("/").replaceFirst("/$", ""),
                "REKEY_LWA_ENDPOINT", url("/auth/o2/token")));
        resource.at("/Properties/Environment/Variables")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(),
                        Synthesis.resolved(variable.getValue()).asText()));
        variables.putAll(more);
        String[] handler = resource.at("/Properties/Handler").asText().split("::", -1);
        if (!handler[1].equals("handleRequest")) {
            throw new NoSuchMethodException(handler[1]);
        }
        return Class.forName(handler[0])
                .asSubclass(RequestStreamHandler.class)
                .getConstructor(FunctionEnvironment.class)
                .newInstance(new FunctionEnvironment(
                        variables,
                        Clock.systemUTC(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"))));
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String target = request.getHeaders().get("X-Amz-Target");
        String operation = target == null ? request.getUrl().encodedPath() : target;
        try {
            String text = request.getBody() == null ? "" : request.getBody().utf8();
            JsonNode body = text.startsWith("{") ? Synthesis.JSON.readTree(text) : Synthesis.JSON.createObjectNode();
            asked.add(new Asked(operation, body));
            return switch (operation) {
                case "AmazonSSM.GetParameters" -> answer(200, everyParameter(body));
                case "AmazonSSM.GetParameterHistory" -> answer(400, "{\"__type\":\"ParameterNotFound\"}");
                case "AmazonSSM.PutParameter" -> answer(200, "{\"Version\":1,\"Tier\":\"Standard\"}");
                case "/auth/o2/token" ->
                    answer(200, "{\"access_token\":\"Atza|fake\",\"token_type\":\"bearer\",\"expires_in\":3600}");
                case RESPONSE_PATH -> answer(200, "");
                default -> answer(400, "{\"__type\":\"UnknownOperationException\"}");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/x-amz-json-1.1")
                .body(body)
                .build();
    }

    private String everyParameter(JsonNode body) {
        ObjectNode answer = Synthesis.JSON.createObjectNode();
        ArrayNode parameters = answer.putArray("Parameters");
        List<String> names = new ArrayList<>();
        body.get("Names").forEach(name -> names.add(name.asText()));
        names.forEach(name -> parameters
                .addObject()
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", placeholders ? Placeholder.VALUE : "a value of " + name)
                .put("Version", 1));
        return answer.toString();
    }

    private Context context() {
        LambdaLogger logger = (LambdaLogger) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {LambdaLogger.class}, (proxy, method, arguments) -> {
                    log.add(String.valueOf(arguments[0]));
                    return null;
                });
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> 20_000;
                    case "getLogger" -> logger;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
