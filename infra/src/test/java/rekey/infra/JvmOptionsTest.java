package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** What a JVM with the functions' options says first to a server, as it goes over the wire. */
class JvmOptionsTest {
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int X25519 = 29;
    private static final int FFDHE_2048 = 256;
    private static final int P_256 = 23;

    @Test
    void offersTheGroupsThatJavaOffersByDefault() throws Exception {
        List<Integer> groups = hello(JvmOptions.FOR_A_FAST_START).groups();

        assertThat(groups)
                .contains(X25519, P_256)
                .containsExactlyInAnyOrderElementsOf(hello(List.of()).groups());
    }

    @Test
    void sendsNoHalfOfAnExchangeOverP256() throws Exception {
        assertThat(hello(List.of()).shares()).containsExactly(X25519, P_256);
        assertThat(hello(JvmOptions.FOR_A_FAST_START).shares()).containsExactly(X25519, FFDHE_2048);
    }

    /** As a server does that knows neither of the two. */
    @Test
    void sendsThatHalfWhenItIsAskedForIt() throws Exception {
        assertThat(retriedWith(P_256, JvmOptions.FOR_A_FAST_START).shares()).containsExactly(P_256);
    }

    private static Hello hello(List<String> options) throws Exception {
        return talk(options, Hello::read);
    }

    private static Hello retriedWith(int group, List<String> options) throws Exception {
        return talk(options, socket -> {
            Hello first = Hello.read(socket);
            socket.getOutputStream().write(first.retryWith(group));
            return Hello.read(socket);
        });
    }

    private interface Server {
        Hello talk(Socket client) throws IOException;
    }

    private static Hello talk(List<String> options, Server server) throws Exception {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Client.class.getName(),
                    Integer.toString(port.getLocalPort())));
            Process client = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            port.setSoTimeout(60_000);
            try (Socket socket = port.accept()) {
                return server.talk(socket);
            } finally {
                client.destroy();
            }
        }
    }

    /**
     * The start of a TLS connection, as <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.1">RFC 8446</a> has it.
     *
     * @param groups that the client knows
     * @param shares those that it sends its half of an exchange for
     */
    private record Hello(ByteBuffer session, int cipher, List<Integer> groups, List<Integer> shares) {
        private static final int HANDSHAKE = 22;
        private static final String RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

        static Hello read(Socket client) throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                int type = in.readUnsignedByte();
                in.skipNBytes(2);
                byte[] record = in.readNBytes(in.readUnsignedShort());
                // A client may change ciphers for show before it says hello again.
                if (type == HANDSHAKE) {
                    return parse(ByteBuffer.wrap(record));
                }
            }
        }

        private static Hello parse(ByteBuffer hello) {
            hello.position(4 + 2 + 32);
            ByteBuffer session = hello.slice(hello.position() + 1, hello.get(hello.position()));
            hello.position(hello.position() + 1 + session.limit());
            int ciphers = hello.getShort();
            int cipher = Short.toUnsignedInt(hello.getShort());
            hello.position(hello.position() + ciphers - 2);
            hello.position(hello.position() + 1 + hello.get(hello.position()));
            hello.getShort();
            List<Integer> groups = new ArrayList<>();
            List<Integer> shares = new ArrayList<>();
            while (hello.hasRemaining()) {
                int type = hello.getShort();
                int length = hello.getShort();
                ByteBuffer body = hello.slice(hello.position(), length);
                hello.position(hello.position() + length);
                if (type == SUPPORTED_GROUPS || type == KEY_SHARE) {
                    body.getShort();
                    while (body.hasRemaining()) {
                        (type == KEY_SHARE ? shares : groups).add(Short.toUnsignedInt(body.getShort()));
                        if (type == KEY_SHARE) {
                            body.position(body.position() + 2 + body.getShort(body.position()));
                        }
                    }
                }
            }
            return new Hello(session, cipher, groups, shares);
        }

        /** A server's wish to see the other half for {@code group}. */
        byte[] retryWith(int group) {
            int extensions = 6 + 6;
            int hello = 2 + 32 + 1 + session.limit() + 2 + 1 + 2 + extensions;
            return ByteBuffer.allocate(5 + 4 + hello)
                    .put((byte) HANDSHAKE)
                    .putShort((short) 0x0303)
                    .putShort((short) (4 + hello))
                    .putInt(2 << 24 | hello)
                    .putShort((short) 0x0303)
                    .put(HexFormat.of().parseHex(RETRY))
                    .put((byte) session.limit())
                    .put(session.duplicate())
                    .putShort((short) cipher)
                    .put((byte) 0)
                    .putShort((short) extensions)
                    .putShort((short) SUPPORTED_VERSIONS)
                    .putShort((short) 2)
                    .putShort((short) 0x0304)
                    .putShort((short) KEY_SHARE)
                    .putShort((short) 2)
                    .putShort((short) group)
                    .array();
        }
    }

    /** Says hello to a port of loopback's, and never gets further. */
    static final class Client {
        private Client() {}

        public static void main(String[] port) throws IOException {
            try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault()
                    .createSocket(InetAddress.getLoopbackAddress(), Integer.parseInt(port[0]))) {
                socket.startHandshake();
            }
        }
    }
}
