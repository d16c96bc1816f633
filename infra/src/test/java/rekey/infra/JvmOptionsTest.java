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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** What a JVM with the functions' options says first to a server, as it goes over the wire. */
class JvmOptionsTest {
    private static final int SUPPORTED_GROUPS = 10;
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

    private record Hello(List<Integer> groups, List<Integer> shares) {}

    private static Hello hello(List<String> options) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Client.class.getName(),
                    Integer.toString(server.getLocalPort())));
            Process client = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            server.setSoTimeout(60_000);
            try (Socket socket = server.accept()) {
                return read(new DataInputStream(socket.getInputStream()));
            } finally {
                client.destroy();
            }
        }
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2">RFC 8446, ClientHello</a>, in its record. */
    private static Hello read(DataInputStream in) throws IOException {
        in.skipNBytes(3);
        ByteBuffer hello = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
        hello.position(4 + 2 + 32);
        hello.position(hello.position() + 1 + hello.get(hello.position()));
        hello.position(hello.position() + 2 + hello.getShort(hello.position()));
        hello.position(hello.position() + 1 + hello.get(hello.position()));
        hello.getShort();
        Map<Integer, ByteBuffer> extensions = new LinkedHashMap<>();
        while (hello.hasRemaining()) {
            int type = Short.toUnsignedInt(hello.getShort());
            int length = Short.toUnsignedInt(hello.getShort());
            extensions.put(type, hello.slice(hello.position(), length));
            hello.position(hello.position() + length);
        }
        return new Hello(groups(extensions.get(SUPPORTED_GROUPS)), shares(extensions.get(KEY_SHARE)));
    }

    private static List<Integer> groups(ByteBuffer extension) {
        extension.getShort();
        List<Integer> groups = new ArrayList<>();
        while (extension.hasRemaining()) {
            groups.add(Short.toUnsignedInt(extension.getShort()));
        }
        return groups;
    }

    private static List<Integer> shares(ByteBuffer extension) {
        extension.getShort();
        List<Integer> groups = new ArrayList<>();
        while (extension.hasRemaining()) {
            groups.add(Short.toUnsignedInt(extension.getShort()));
            int length = Short.toUnsignedInt(extension.getShort());
            extension.position(extension.position() + length);
        }
        return groups;
    }

    /** Says hello to a port of loopback's, and is never answered. */
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
