package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** The client's own settings; what it does when a server misbehaves is seen where it is used. */
class OutboundHttpTest {

    @Test
    void sendsARequestWithoutWaitingForTheHandshakesAcknowledgement() throws IOException {
        AtomicReference<Boolean> prompt = new AtomicReference<>();
        EventListener listener = new EventListener() {
            @Override
            public void connectionAcquired(Call call, Connection connection) {
                Socket socket = connection.socket();
                try {
                    prompt.set(socket.getTcpNoDelay());
                } catch (SocketException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        OkHttpClient client =
                OutboundHttp.client().newBuilder().eventListener(listener).build();
        try (MockWebServer server = new MockWebServer()) {
            server.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder().build());
            client.newCall(new Request.Builder().url(server.url("/")).build())
                    .execute()
                    .close();
        }

        assertThat(prompt).hasValue(true);
    }
}
