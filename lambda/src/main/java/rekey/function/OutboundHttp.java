package rekey.function;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
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
        X509TrustManager authorities = authorities();
        return new OkHttpClient.Builder()
                .socketFactory(new PromptSockets())
                .sslSocketFactory(sockets(authorities), authorities)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(5))
                .writeTimeout(Duration.ofSeconds(5))
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .build();
    }

    /** Read before anything else is made: this is what takes longest, and an AWS client beside it needs them as well. */
    private static X509TrustManager authorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no certificate authorities that it trusts.", e);
        }
    }

    private static SSLSocketFactory sockets(X509TrustManager authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {authorities}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no TLS.", e);
        }
    }

    /** Whether TLS failed for want of trust. One that fails because the network does is a broken connection. */
    public static boolean isUntrusted(IOException e) {
        boolean network = e.getCause() instanceof IOException cause && !(cause instanceof SSLException);
        return e instanceof SSLException && !network;
    }

    /**
     * Whether all of it comes from the network, so that its messages may be shown: what a parser throws quotes the
     * answer, which may echo the request.
     */
    public static boolean isOfTheNetwork(Throwable e) {
        boolean network = e instanceof SocketException
                || e instanceof InterruptedIOException
                || e instanceof UnknownHostException
                || e instanceof SSLException;
        return network
                && (e.getCause() == null || isOfTheNetwork(e.getCause()))
                && Stream.of(e.getSuppressed()).allMatch(OutboundHttp::isOfTheNetwork);
    }
}
