package rekey.sandbox.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Between the function and AWS: makes happen, right before a call reaches AWS or instead of its answer, what happens
 * there once in a blue moon. Thread-safe.
 */
public final class MeddlingProxy implements AutoCloseable {
    /** What becomes of a call. */
    public enum Fate {
        FORWARDED,
        /** AWS does what it was asked, and the connection breaks before it says so. */
        ANSWER_LOST,
        THROTTLED,
        DENIED,
        /** Nothing comes until the proxy is closed. */
        HELD
    }

    private static final Pattern NAME = Pattern.compile("\"Name\":\"([^\"]+)\"");
    private static final List<String> PASSED_ON =
            List.of("X-Amz-Target", "Authorization", "Content-Type", "X-Amz-Date");

    private final URI aws;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "meddling-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Queue<Supplier<Fate>>> plans = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public MeddlingProxy(URI aws) {
        this.aws = aws;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::meddle);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Plans for the next call of Parameter Store's {@code operation} that has no plan yet. */
    public void next(String operation, Supplier<Fate> fate) {
        plans.computeIfAbsent("AmazonSSM." + operation, name -> new ConcurrentLinkedQueue<>())
                .add(fate);
    }

    public void next(String operation, Fate fate) {
        next(operation, () -> fate);
    }

    /** Plans for the next put of a parameter that has no plan yet. */
    public void nextPut(String parameter, Supplier<Fate> fate) {
        plans.computeIfAbsent(parameter, name -> new ConcurrentLinkedQueue<>()).add(fate);
    }

    /** Lets something happen right before a call. */
    public static Supplier<Fate> after(Runnable event) {
        return () -> {
            event.run();
            return Fate.FORWARDED;
        };
    }

    private static void refuse(HttpExchange http, String error) throws IOException {
        byte[] body = "{\"__type\":\"%s\"}".formatted(error).getBytes(UTF_8);
        answer(http, 400, Map.of("x-amzn-ErrorType", List.of(error)), body);
    }

    private void meddle(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readAllBytes();
            switch (fate(http.getRequestHeaders().getFirst("X-Amz-Target"), body)) {
                case FORWARDED -> {
                    HttpResponse<byte[]> answer = forward(http, body);
                    answer(http, answer.statusCode(), answer.headers().map(), answer.body());
                }
                case ANSWER_LOST -> forward(http, body);
                case THROTTLED -> refuse(http, "ThrottlingException");
                case DENIED -> refuse(http, "AccessDeniedException");
                case HELD -> closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fate fate(String target, byte[] body) {
        String plan = target;
        if (plan.equals("AmazonSSM.PutParameter") && !plans.containsKey(plan)) {
            Matcher named = NAME.matcher(new String(body, UTF_8));
            plan = named.find() ? named.group(1) : plan;
        }
        Queue<Supplier<Fate>> plans = this.plans.getOrDefault(plan, new ConcurrentLinkedQueue<>());
        Supplier<Fate> next = plans.poll();
        return next == null ? Fate.FORWARDED : next.get();
    }

    private HttpResponse<byte[]> forward(HttpExchange http, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(aws.resolve(http.getRequestURI()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : PASSED_ON) {
            String value = http.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange http, int status, Map<String, List<String>> headers, byte[] body)
            throws IOException {
        headers.forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amzn") || name.equalsIgnoreCase("content-type")) {
                http.getResponseHeaders().put(name, values);
            }
        });
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
