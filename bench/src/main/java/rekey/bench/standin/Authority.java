package rekey.bench.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate authority made for one run of the benchmark: RSA of 2,048 bits and one authority in between, as Amazon's
 * own servers show. Clients that trust it keep all the authorities that they had, for reading those is part of a start.
 */
final class Authority {
    private final HeldCertificate root =
            named("Rekey benchmark root").certificateAuthority(1).build();
    private final HeldCertificate between = named("Rekey benchmark intermediate")
            .certificateAuthority(0)
            .signedBy(root)
            .build();
    private final HandshakeCertificates server = new HandshakeCertificates.Builder()
            .heldCertificate(
                    named("127.0.0.1")
                            .addSubjectAlternativeName("127.0.0.1")
                            .signedBy(between)
                            .build(),
                    between.certificate())
            .build();

    /** On a port of loopback's that was free. */
    ServerSocket listen() throws IOException {
        return server.sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    }

    /** @param cacerts the authorities of the JDK that will read {@code made} */
    void trustStore(Path cacerts, Path made) throws IOException, GeneralSecurityException {
        // Without a password, as a JDK's own: with one, opening it would take longer than it does in AWS.
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore known = KeyStore.getInstance(cacerts.toFile(), (char[]) null);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String alias : java.util.Collections.list(known.aliases())) {
            store.setCertificateEntry(alias, known.getCertificate(alias));
        }
        X509Certificate own = root.certificate();
        store.setCertificateEntry("rekey-benchmark", own);
        try (OutputStream out = Files.newOutputStream(made)) {
            store.store(out, null);
        }
    }

    /** @param certifi the authorities that Python's libraries bring */
    void bundle(Path certifi, Path made) throws IOException {
        Files.writeString(made, Files.readString(certifi) + "\n" + root.certificatePem());
    }

    private static HeldCertificate.Builder named(String name) {
        return new HeldCertificate.Builder().commonName(name).rsa2048();
    }
}
