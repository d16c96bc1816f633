package rekey.credential;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rekey.credential.Grantee.Seller;

/**
 * The sellers, besides the default one, whose refresh tokens a deployment may read: its function's role allows no other
 * parameter.
 *
 * @param any every seller; {@code listed} is then empty
 * @param listed each once
 */
public record Sellers(boolean any, List<Seller> listed) {
    public static final Sellers NONE = new Sellers(false, List.of());
    public static final Sellers ANY = new Sellers(true, List.of());

    public Sellers {
        listed = listed.stream().distinct().toList();
    }

    /**
     * @param text {@code any}, {@code none}, or sellers' ids, separated by one space each
     * @throws IllegalArgumentException when it is neither
     */
    public static Sellers parse(String text) {
        return switch (text) {
            case "any" -> ANY;
            case "none" -> NONE;
            default ->
                new Sellers(
                        false,
                        Stream.of(text.split(" ", -1)).map(Sellers::listed).toList());
        };
    }

    public boolean allow(Seller seller) {
        return any || seller.equals(Seller.DEFAULT) || listed.contains(seller);
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        if (listed.isEmpty()) {
            return any ? "any" : "none";
        }
        return listed.stream().map(Seller::id).collect(Collectors.joining(" "));
    }

    private static Seller listed(String id) {
        if (id.equals("any") || id.equals("none")) {
            throw new IllegalArgumentException("any and none stand alone; otherwise sellers are listed by their ids.");
        }
        return Seller.named(id);
    }
}
