package rekey.bench.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes connections and gives each a thread that answers its messages in turn, for as long as the other side keeps it:
 * it never closes one by itself. Thread-safe.
 */
public final class HttpServerLoop implements Closeable {
    /** Answers one message on its own connection. */
    public interface Answerer {
        void answer(HttpConnection.Message request, HttpConnection connection) throws IOException;
    }

    private final ServerSocket server;
    private final Answerer answerer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpServerLoop(ServerSocket server, Answerer answerer) {
        this.server = server;
        this.answerer = answerer;
    }

    public static HttpServerLoop start(String name, ServerSocket server, Answerer answerer) {
        HttpServerLoop loop = new HttpServerLoop(server, answerer);
        thread(name, loop::accept);
        return loop;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends every connection there is, as a server does that went away meanwhile. New ones are taken. */
    public void drop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                thread("answer", () -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("Cannot take a connection: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                HttpConnection connection = new HttpConnection(socket)) {
            for (var request = connection.read(); request != null; request = connection.read()) {
                answerer.answer(request, connection);
            }
        } catch (IOException e) {
            // The function ended, or the connection was dropped on purpose: whoever waits for an answer notices.
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
