package rekey.sandbox.crash;

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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Between a function and everything outside of it. Kills the function, as far as the world can tell: after a number of
 * calls the world hears nothing of it any more, and it learns nothing of what its last call did. Thread-safe.
 */
final class Severed implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "expect", "transfer-encoding");

    private final URI world;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "severed");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int last = Integer.MAX_VALUE;

    Severed(URI world) {
        this.world = world;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The function dies when its n-th call from now on has been carried out; 0 for before the first. */
    void dieAfter(int n) {
        calls.set(0);
        last = n;
    }

    /** The function lives; returns how many calls it has made since the last time that this or {@link #dieAfter} was said. */
    int live() {
        last = Integer.MAX_VALUE;
        return calls.getAndSet(0);
    }

    private void pass(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readAllBytes();
            int number = calls.incrementAndGet();
            if (number > last) {
                dead(http);
                return;
            }
            HttpResponse<byte[]> answer = forward(http, body);
            if (number == last) {
                dead(http);
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name) && !name.startsWith(":")) {
                    http.getResponseHeaders().put(name, values);
                }
            });
            http.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            http.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer that no client tries again after; the function is dead anyway. */
    private static void dead(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("x-amzn-ErrorType", "Dead");
        http.sendResponseHeaders(400, -1);
    }

    private HttpResponse<byte[]> forward(HttpExchange http, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(world.resolve(http.getRequestURI()))
                .method(
                        http.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        http.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
