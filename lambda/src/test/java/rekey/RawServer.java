package rekey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that speaks no protocol: reads once from each connection, writes what it was told to and closes.
 * For answers that no honest server gives. Thread-safe.
 */
public final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Thread thread;
    private final byte[] answer;
    private final AtomicInteger connections = new AtomicInteger();

    public RawServer(String answer) throws IOException {
        this.answer = answer.getBytes(ISO_8859_1);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                socket.setSoTimeout(2_000);
                InputStream in = socket.getInputStream();
                if (in.read(new byte[64 * 1024]) < 0) {
                    continue;
                }
                socket.getOutputStream().write(answer);
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
