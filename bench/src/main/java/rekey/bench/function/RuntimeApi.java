package rekey.bench.function;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpServerLoop;

/**
 * Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> for one function,
 * invoked one call at a time, with the restore step that only SnapStart has. Takes the times itself, on the thread that
 * holds the connection: no thread has to wake up between an answer and the next call. The sandbox's own is an
 * {@code HttpServer}, which takes several threads and writes for that. Thread-safe.
 */
final class RuntimeApi implements AutoCloseable {
    /** Something that Lambda does to a function's environment. */
    interface Step {
        void run() throws IOException;
    }

    /** A call's answer; {@code sent} and {@code answered} are {@link System#nanoTime}. */
    record Answer(long sent, long answered, String body, boolean error) {
        double millis() {
            return (answered - sent) / 1e6;
        }

        /** Without the body, which may be a token. */
        @Override
        public String toString() {
            return "Answer[%.3f ms, error=%s]".formatted(millis(), error);
        }
    }

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};

    private final HttpServerLoop loop;
    private final Step beforeFirstCall;
    private final Step beforeRestore;
    private final BlockingQueue<byte[]> payloads = new LinkedBlockingQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile long readyAt;
    private volatile long restoredAt;
    private volatile List<Answer> answers = List.of();
    private volatile CountDownLatch missing = new CountDownLatch(0);
    private volatile String failure;
    private long sent;

    /**
     * @param beforeFirstCall run when the function is ready, before it gets its first call
     * @param beforeRestore run between SnapStart's snapshot and the restore of it
     */
    RuntimeApi(Step beforeFirstCall, Step beforeRestore) throws IOException {
        this.beforeFirstCall = beforeFirstCall;
        this.beforeRestore = beforeRestore;
        loop = HttpServerLoop.start(
                "runtime-api", new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), this::answer);
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is set to. */
    String address() {
        return "127.0.0.1:" + loop.port();
    }

    /** When the function first asked for a call; meaningful once there is an answer. */
    long readyAt() {
        return readyAt;
    }

    /** When the function was told that it is restored; 0 when it never asked. */
    long restoredAt() {
        return restoredAt;
    }

    /** Queues the calls; the function may not even have started. One batch at a time. */
    void send(List<byte[]> calls) {
        answers = new ArrayList<>(calls.size());
        missing = new CountDownLatch(calls.size());
        payloads.addAll(calls);
    }

    /**
     * All answers of the batch.
     *
     * @throws IOException when one is an error, the function did not start, or it takes longer
     */
    List<Answer> answers(Duration most) throws IOException, InterruptedException {
        boolean complete = missing.await(most.toMillis(), TimeUnit.MILLISECONDS);
        List<Answer> all = answers;
        if (failure != null) {
            throw new IOException(failure);
        }
        if (!complete) {
            throw new IOException("The function has not answered within " + most.toSeconds() + " s.");
        }
        for (Answer answer : all) {
            if (answer.error()) {
                throw new IOException("The function answered with an error: " + answer.body());
            }
        }
        return all;
    }

    /** Says why there will be no more answers. */
    void fail(String why) {
        failure = why;
        release();
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }

    private void answer(HttpConnection.Message request, HttpConnection connection) throws IOException {
        long now = System.nanoTime();
        String path = request.path().substring(ROOT.length());
        if (path.equals("invocation/next")) {
            next(now, connection);
        } else if (path.equals("restore/next")) {
            beforeRestore.run();
            restoredAt = System.nanoTime();
            connection.write("HTTP/1.1 200 OK\r\n", NOTHING);
        } else {
            boolean error = path.endsWith("/error");
            if (path.startsWith("init/") || path.startsWith("restore/")) {
                fail("it did not start: " + request.body());
            } else {
                answers.add(new Answer(sent, now, request.body(), error));
                missing.countDown();
            }
            connection.write("HTTP/1.1 202 Accepted\r\n", NOTHING);
        }
    }

    private void next(long now, HttpConnection connection) throws IOException {
        if (ready.getCount() > 0) {
            readyAt = now;
            ready.countDown();
            beforeFirstCall.run();
        }
        byte[] payload;
        try {
            payload = payloads.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The benchmark ends.", e);
        }
        String head = """
                HTTP/1.1 200 OK\r
                Content-Type: application/json\r
                Lambda-Runtime-Aws-Request-Id: %s\r
                Lambda-Runtime-Deadline-Ms: %d\r
                Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r
                """.formatted(UUID.randomUUID(), System.currentTimeMillis() + DEADLINE.toMillis());
        sent = System.nanoTime();
        connection.write(head, payload);
    }

    private void release() {
        while (missing.getCount() > 0) {
            missing.countDown();
        }
    }
}
