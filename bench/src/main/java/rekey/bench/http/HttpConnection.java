package rekey.bench.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP/1.1 over a kept connection, with nothing between it and the socket: each message leaves in one write, without
 * Nagle's delay. Either side of a conversation. Bodies have a {@code Content-Length}; anything else is refused. Not
 * thread-safe.
 */
public final class HttpConnection implements Closeable {
    private static final int LARGEST = 1 << 20;

    /**
     * @param start the request or status line
     * @param headers by lower-case name
     */
    public record Message(String start, Map<String, String> headers, String body) {
        /** Of a request. */
        public String path() {
            return start.split(" ", 3)[1];
        }

        /** Of an answer. */
        public int status() {
            return Integer.parseInt(start.split(" ", 3)[1]);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;

    public HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** The next message, null when the other side has closed the connection instead. */
    public Message read() throws IOException {
        String start = line();
        if (start == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = required(line()); !line.isEmpty(); line = required(line())) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("A header without a colon.");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("Bodies in chunks are not understood here.");
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > LARGEST) {
            throw new IOException("A body of %d bytes is too large.".formatted(length));
        }
        return new Message(start, headers, body(length));
    }

    /** @param head all lines before the body but Content-Length, each ended by CR LF */
    public void write(String head, byte[] body) throws IOException {
        byte[] lines =
                "%sContent-Length: %d\r\n\r\n".formatted(head, body.length).getBytes(ISO_8859_1);
        byte[] message = new byte[lines.length + body.length];
        System.arraycopy(lines, 0, message, 0, lines.length);
        System.arraycopy(body, 0, message, lines.length, body.length);
        out.write(message);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (true) {
            if (position == end && !fill()) {
                if (line.size() == 0) {
                    return null;
                }
                throw new EOFException("The connection ended within a message.");
            }
            int next = buffer[position++];
            if (next == '\n') {
                return line.toString(ISO_8859_1);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
    }

    private String body(int length) throws IOException {
        byte[] body = new byte[length];
        int copied = 0;
        while (copied < length) {
            if (position == end && !fill()) {
                throw new EOFException("The connection ended within a body.");
            }
            int part = Math.min(end - position, length - copied);
            System.arraycopy(buffer, position, body, copied, part);
            position += part;
            copied += part;
        }
        return new String(body, UTF_8);
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static String required(String line) throws EOFException {
        if (line == null) {
            throw new EOFException("The connection ended within a message.");
        }
        return line;
    }
}
