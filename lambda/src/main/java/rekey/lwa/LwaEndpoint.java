package rekey.lwa;

import java.net.URI;
import java.util.Set;
import rekey.function.Endpoints;

/**
 * The address that credentials are sent to.
 *
 * <p>Only https on a host of Amazon's that is known to serve LWA, on its own port, or http or https on loopback for the
 * sandbox and the benchmark: whoever could set another address would receive the client secret. The default,
 * {@code https://api.amazon.com/auth/o2/token}, serves
 * <a href="https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api">every region</a>.
 */
public record LwaEndpoint(URI uri) {
    public static final String DEFAULT = "https://api.amazon.com/auth/o2/token";

    private static final Set<String> AMAZON = Set.of("api.amazon.com", "api.amazon.co.uk", "api.amazon.co.jp");

    /** @throws IllegalArgumentException when it is neither; the message does not repeat the address */
    public LwaEndpoint {
        uri = Endpoints.absolute(uri.toString());
        boolean amazon = "https".equals(uri.getScheme())
                && AMAZON.contains(uri.getHost())
                && (uri.getPort() == -1 || uri.getPort() == 443);
        if (!amazon && !Endpoints.isWebLoopback(uri)) {
            throw new IllegalArgumentException("LWA's endpoint is https on api.amazon.com, api.amazon.co.uk or"
                    + " api.amazon.co.jp, or http or https on loopback (127.0.0.1).");
        }
    }

    public static LwaEndpoint parse(String text) {
        return new LwaEndpoint(Endpoints.absolute(text));
    }
}
