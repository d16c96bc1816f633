package rekey.infra;

import java.util.List;

/** What the functions' JVMs are told besides what Lambda tells them. docs/performance.md says what each gives. */
final class JvmOptions {
    /**
     * Every group of key exchange that Java offers by default, in another order. A client sends its half of an exchange
     * for the first group of two different kinds; X25519 and P-256 by default, and P-256 takes a JVM that has just
     * started as long as all else in a handshake. A server that knows neither X25519 nor FFDHE asks for P-256 and waits a
     * round trip for it.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/25/security/java-secure-socket-extension-jsse-reference-guide.html">JSSE
     *     Reference Guide</a>
     */
    private static final String KEY_EXCHANGE =
            "x25519,ffdhe2048,secp256r1,secp384r1,secp521r1,x448,ffdhe3072,ffdhe4096,ffdhe6144,ffdhe8192";

    /**
     * Who runs for seconds gains nothing from a second compiler, and starts much faster without. A heap of 12 MB to begin
     * with, which grows when it must: what is never touched need not be given.
     */
    static final List<String> FOR_A_FAST_START = List.of(
            "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Xms12m", "-Djdk.tls.namedGroups=" + KEY_EXCHANGE);

    private JvmOptions() {}
}
