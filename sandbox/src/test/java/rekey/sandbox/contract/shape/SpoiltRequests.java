package rekey.sandbox.contract.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import rekey.sandbox.contract.shape.Spoiler.Spoilt;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * For an SDK client: before each call with other members than those before, sends it in every way that the model forbids, which must be refused. So each is
 * refused for the one thing that is wrong with it, as the call that follows is answered in the same state.
 */
final class SpoiltRequests implements ExecutionInterceptor {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Those that the HTTP client sets itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect");

    private final Model model;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    /** The kinds of requests that were spoilt already: operations with members. */
    private final Set<String> kinds = ConcurrentHashMap.newKeySet();

    private final AtomicInteger sent = new AtomicInteger();

    SpoiltRequests(Model model) {
        this.model = model;
    }

    /** What was answered that should have been refused. */
    Queue<String> answered() {
        return answered;
    }

    /** How many were sent. */
    int sent() {
        return sent.get();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Service service = Service.ofSdk(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                .orElseThrow();
        Optional<ContentStreamProvider> content = content(context);
        if (service == Service.LAMBDA || content.isEmpty()) {
            return;
        }
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Shape.Structure input = model.operation(service, operation).input();
        try (InputStream stream = content.get().newStream()) {
            byte[] body = stream.readAllBytes();
            JsonNode request = service.isQuery() ? form(new String(body, UTF_8)) : JSON.readTree(body);
            if (!kinds.add(service.named(operation) + names(request))) {
                return;
            }
            for (Spoilt spoilt : Spoiler.spoil(request, input, !service.isQuery())) {
                String text = service.isQuery()
                        ? form(spoilt.request())
                        : spoilt.request().toString();
                if (!isRefused(send(context.httpRequest(), text))) {
                    answered.add(service.named(operation) + ": " + spoilt.fault());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(SdkHttpRequest like, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(like.getUri()).POST(BodyPublishers.ofString(body));
        like.headers().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            sent.incrementAndGet();
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An entry of a batch is refused in an answer to the batch. */
    private static boolean isRefused(HttpResponse<String> response) {
        return response.statusCode() >= 400 || response.body().contains("\"Failed\":[{");
    }

    /** The SDK keeps a form elsewhere than JSON. */
    private static Optional<ContentStreamProvider> content(Context.BeforeTransmission context) {
        return context.requestBody()
                .map(RequestBody::contentStreamProvider)
                .or(() -> context.httpRequest() instanceof SdkHttpFullRequest full
                        ? full.contentStreamProvider()
                        : Optional.empty());
    }

    private static Set<String> names(JsonNode request) {
        Set<String> names = new TreeSet<>();
        request.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields by their names; lists and maps stay in parts, and are not spoilt. */
    private static ObjectNode form(String body) {
        ObjectNode fields = JSON.createObjectNode();
        for (String field : body.split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    private static String form(JsonNode fields) {
        return fields.properties().stream()
                .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "="
                        + URLEncoder.encode(field.getValue().asText(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
