package rekey.spapi;

import java.net.URI;
import rekey.function.Endpoints;

/**
 * Where SP-API answers: a <a href="https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints">region</a> of Amazon's,
 * or plain http on loopback for the sandbox. Whoever could set another address would receive tokens.
 */
public record SpApiEndpoint(URI uri) {
    /** The regions, by the names that operators use. */
    public enum Region {
        NA,
        EU,
        FE;

        public SpApiEndpoint endpoint() {
            return new SpApiEndpoint(URI.create(
                    "https://sellingpartnerapi-%s.amazon.com".formatted(name().toLowerCase(java.util.Locale.ROOT))));
        }
    }

    /** @throws IllegalArgumentException when {@code text} is neither na, eu or fe nor such an address */
    public static SpApiEndpoint parse(String text) {
        for (Region region : Region.values()) {
            if (region.name().equalsIgnoreCase(text)) {
                return region.endpoint();
            }
        }
        return new SpApiEndpoint(Endpoints.absolute(text));
    }
}
