package rekey.function;

import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * How functions talk to whatever is not an AWS API: TLS 1.2 or later with the JVM's certificate authorities, no redirect
 * ever followed, and 2 s to connect, 5 s to wait for bytes. Plain http is for the sandbox; who asks decides where it may
 * be used.
 */
public final class OutboundHttp {
    private OutboundHttp() {}

    /** A client of its own, with a pool of its own. Thread-safe; make one and keep it. */
    public static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(5))
                .writeTimeout(Duration.ofSeconds(5))
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .build();
    }
}
