package rekey;

import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import rekey.function.OutboundHttp;

/**
 * A certificate authority of the tests' own, and the functions' client to servers with its certificates: whatever host
 * it is told, it comes out on loopback.
 */
public final class OwnAuthority {
    private static final HeldCertificate ROOT =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private OwnAuthority() {}

    /** A certificate of this authority's for {@code host}. */
    public static HeldCertificate certificate(String host) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .signedBy(ROOT)
                .build();
    }

    /** What a server with this certificate speaks TLS by. */
    public static SSLSocketFactory server(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory();
    }

    /** The client as it is, which knows the JVM's authorities and not this one. */
    public static OkHttpClient unknown(int port) {
        return OutboundHttp.client()
                .newBuilder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(new ToLoopback(port))
                .build();
    }

    /** The client, which knows this authority and no other. */
    public static OkHttpClient trusted(int port) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ROOT.certificate())
                .build();
        return unknown(port)
                .newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }
}
