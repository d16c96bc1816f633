package rekey.bench.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpConnection.Message;
import rekey.bench.result.Measurements;

/**
 * Asks the stand-ins as plainly as can be, over one kept connection, and finds out how long they take themselves. Since it
 * asks hundreds of times, it also leaves them warm: no function is the one that waits for their code to be compiled.
 */
public final class PlainClient {
    private static final int CALLS = 1_000;
    /** So many handshakes until both compilers are done with what a signature takes. */
    private static final int WARM_UP = 600;

    private static final int CONNECTIONS = 100;
    private static final String READ =
            "{\"Names\":[\"/bench/lwa/clientidentifier\",\"/bench/lwa/clientsecret\",\"/bench/refreshToken\"]}";
    private static final String EXCHANGE =
            "grant_type=refresh_token&client_secret=%s&client_id=%s&refresh_token=benchmark"
                    .formatted(ParameterStore.SECRET, ParameterStore.IDENTIFIER);

    private final SSLSocketFactory sockets;

    /** @param trustStore as {@link StandInProcess#trustStore} */
    public PlainClient(Path trustStore) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trustStore.toFile(), (char[]) null));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        sockets = context.getSocketFactory();
    }

    public void measure(StandInProcess standIns, Measurements measured) throws IOException {
        String read = head("/", "X-Amz-Target: AmazonSSM.GetParameters\r\n");
        String exchange = head("/auth/o2/token", "Content-Type: application/x-www-form-urlencoded\r\n");
        for (double millis : calls(URI.create(standIns.ssm()), read, READ)) {
            measured.add("standIns.parameterStore.answer", "ms", millis);
        }
        for (double millis : calls(URI.create(standIns.lwa()), exchange, EXCHANGE)) {
            measured.add("standIns.lwa.answer", "ms", millis);
        }
        for (int i = 0; i < WARM_UP + CONNECTIONS; i++) {
            long started = System.nanoTime();
            try (HttpConnection connection = connect(URI.create(standIns.lwa()))) {
                ask(connection, exchange, EXCHANGE);
            }
            if (i >= WARM_UP) {
                measured.add("standIns.lwa.newConnection", "ms", (System.nanoTime() - started) / 1e6);
            }
        }
    }

    private List<Double> calls(URI service, String head, String body) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (HttpConnection connection = connect(service)) {
            for (int i = 0; i < 2 * CALLS; i++) {
                long started = System.nanoTime();
                ask(connection, head, body);
                if (i >= CALLS) {
                    millis.add((System.nanoTime() - started) / 1e6);
                }
            }
        }
        return millis;
    }

    /** A connection with a handshake of its own. */
    private HttpConnection connect(URI service) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(service.getHost(), service.getPort());
        socket.startHandshake();
        return new HttpConnection(socket);
    }

    private static void ask(HttpConnection connection, String head, String body) throws IOException {
        connection.write(head, body.getBytes(UTF_8));
        Message answer = connection.read();
        if (answer == null || answer.status() != 200) {
            throw new IOException("A stand-in does not answer as it should.");
        }
    }

    private static String head(String path, String more) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s".formatted(path, more);
    }
}
