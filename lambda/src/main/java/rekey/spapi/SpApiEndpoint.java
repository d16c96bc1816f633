package rekey.spapi;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import rekey.function.Endpoints;

/**
 * Where SP-API answers.
 *
 * <p>Only https on the host of one of Amazon's <a
 * href="https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints">regions</a>, on its own port, or http or https
 * on loopback for the sandbox and the benchmark: whoever could set another address would receive tokens. Without a path:
 * a call has its own.
 */
public record SpApiEndpoint(URI uri) {
    /** The regions, by the names that operators use. An application is registered in one of them. */
    public enum Region {
        NA,
        EU,
        FE;

        public SpApiEndpoint endpoint() {
            return new SpApiEndpoint(URI.create("https://" + host()));
        }

        private String host() {
            return "sellingpartnerapi-%s.amazon.com".formatted(name().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws IllegalArgumentException when it is neither; the message does not repeat the address */
    public SpApiEndpoint {
        uri = Endpoints.absolute(uri.toString());
        String host = uri.getHost();
        boolean amazon = "https".equals(uri.getScheme())
                && Arrays.stream(Region.values()).map(Region::host).anyMatch(host::equals)
                && (uri.getPort() == -1 || uri.getPort() == 443);
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!bare || (!amazon && !Endpoints.isWebLoopback(uri))) {
            throw new IllegalArgumentException("SP-API's endpoint is na, eu or fe, or https on"
                    + " sellingpartnerapi-na.amazon.com, sellingpartnerapi-eu.amazon.com or"
                    + " sellingpartnerapi-fe.amazon.com, or http or https on loopback (127.0.0.1), without a path.");
        }
    }

    /** @throws IllegalArgumentException when {@code text} is neither na, eu or fe nor such an address */
    public static SpApiEndpoint parse(String text) {
        for (Region region : Region.values()) {
            if (region.name().equalsIgnoreCase(text.strip())) {
                return region.endpoint();
            }
        }
        return new SpApiEndpoint(Endpoints.absolute(text));
    }

    /** @param path of an operation, such as {@code /notifications/v1/destinations} */
    URI at(String path) {
        return uri.resolve(path);
    }
}
