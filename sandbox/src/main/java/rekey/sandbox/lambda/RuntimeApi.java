package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The side of Lambda that a function's runtime client talks to, the
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, on loopback: hands out
 * invocations one by one and takes their results. A function that waits to be started from a snapshot of itself goes on
 * when it is invoked for the first time. Thread-safe.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    /**
     * @param error whether {@code payload} describes what the handler threw, or why the function did not start
     */
    public record Outcome(String payload, boolean error) {
        /** Without the payload, which may hold a token. */
        @Override
        public String toString() {
            return "Outcome[error=" + error + "]";
        }
    }

    private record Pending(String id, String payload, String invokedArn, long deadlineMillis) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
    /** What is answered to all invocations once the function did not start, or has ended itself. */
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch primed = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);

    private RuntimeApi(HttpServer server) {
        this.server = server;
        server.createContext(ROOT, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static RuntimeApi start() throws IOException {
        return new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128));
    }

    /** What the environment variable {@code AWS_LAMBDA_RUNTIME_API} is set to. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Invokes the function that is connected, or the first that will be.
     *
     * @throws TimeoutException when it has not answered within {@code timeout}
     */
    public Outcome invoke(String payload, Duration timeout) throws InterruptedException, TimeoutException {
        return invoke(
                UUID.randomUUID().toString(),
                payload,
                FunctionName.of("isolated").arn(),
                timeout);
    }

    Outcome invoke(String id, String payload, String invokedArn, Duration timeout)
            throws InterruptedException, TimeoutException {
        restored.countDown();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcomes.put(id, outcome);
        waiting.add(new Pending(id, payload, invokedArn, System.currentTimeMillis() + timeout.toMillis()));
        try {
            return (Outcome) CompletableFuture.anyOf(outcome, end).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The invocation's outcome was lost.", e);
        } finally {
            outcomes.remove(id);
        }
    }

    /** Waits until the function asks for an invocation for the first time, or has ended; false when that takes longer. */
    boolean starts(Duration most) throws InterruptedException {
        return ready.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the function may be snapshotted, or has ended; false when that takes longer. */
    boolean isReadyForSnapshot(Duration most) throws InterruptedException {
        return primed.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on, that is the outcome of everything, unless there is one already. */
    void end(Outcome outcome) {
        end.complete(outcome);
        ready.countDown();
        primed.countDown();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            String path = http.getRequestURI().getPath().substring(ROOT.length());
            if (path.equals("invocation/next")) {
                next(http);
                return;
            }
            if (path.equals("restore/next")) {
                primed.countDown();
                restored.await();
                http.sendResponseHeaders(200, -1);
                return;
            }
            Outcome outcome =
                    new Outcome(new String(http.getRequestBody().readAllBytes(), UTF_8), path.endsWith("/error"));
            if (path.equals("init/error")) {
                end(outcome);
            } else {
                CompletableFuture<Outcome> asked = outcomes.get(path.split("/", -1)[1]);
                if (asked != null) {
                    asked.complete(outcome);
                }
            }
            http.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            // The server is closing; the runtime client sees its connection end.
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange http) throws IOException, InterruptedException {
        ready.countDown();
        Pending pending = waiting.take();
        var headers = http.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(pending.deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", pending.invokedArn());
        headers.set("Content-Type", "application/json");
        byte[] payload = pending.payload().getBytes(UTF_8);
        http.sendResponseHeaders(200, payload.length);
        http.getResponseBody().write(payload);
    }
}
