package rekey.bench.standin;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpServerLoop;

/** A stand-in at its port: counts the calls, and lets each wait as long as a network would. Thread-safe. */
final class Service {
    private final StandIn standIn;
    private final HttpServerLoop loop;
    private final AtomicLong calls = new AtomicLong();
    private volatile long latencyNanos;

    Service(String name, ServerSocket server, StandIn standIn) {
        this.standIn = standIn;
        loop = HttpServerLoop.start(name, server, this::answer);
    }

    int port() {
        return loop.port();
    }

    long calls() {
        return calls.get();
    }

    void latency(double millis) {
        latencyNanos = Math.round(millis * 1e6);
    }

    void drop() throws IOException {
        loop.drop();
    }

    private void answer(HttpConnection.Message request, HttpConnection connection) throws IOException {
        long due = System.nanoTime() + latencyNanos;
        calls.incrementAndGet();
        StandIn.Reply reply = standIn.reply(request);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        reply.writeTo(connection);
    }
}
