package rekey.credential;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who an access token is for: a selling partner that authorized the application, or a set of scopes of the application
 * itself ("grantless").
 *
 * <p>A grantee is the key of everything that is cached: two sellers never share an entry. {@code toString} is fit for
 * a message: "the default seller", "seller A2EXAMPLE", "scope sellingpartnerapi::notifications".
 */
public sealed interface Grantee {

    /**
     * A selling partner.
     *
     * @param id 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}; empty for the default seller
     */
    record Seller(String id) implements Grantee {
        public static final Seller DEFAULT = new Seller("");

        private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

        public Seller {
            if (!id.isEmpty() && !LEGAL.matcher(id).matches()) {
                throw new IllegalArgumentException("A seller's id is 1 to 64 letters, digits, '.', '_' or '-'.");
            }
        }

        /** @throws IllegalArgumentException when {@code id} is not a seller's id; the message does not repeat it */
        public static Seller named(String id) {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("A seller's id is not empty; leave it out for the default seller.");
            }
            return new Seller(id);
        }

        /** Written out, as is the hash: what a record has by itself is made when it is first used, which a start waits for. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Seller that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id.isEmpty() ? "the default seller" : "seller " + id;
        }
    }

    /**
     * The application's own scopes, for operations that no seller has to authorize.
     *
     * @param names sorted, each once; at least one
     */
    record Scopes(List<String> names) implements Grantee {
        /** Asks for a rotation of the client secret. Rekey's rotation function uses it; callers never get it. */
        public static final String ROTATION = "sellingpartnerapi::client_credential:rotation";

        private static final Pattern LEGAL = Pattern.compile("sellingpartnerapi::[a-z_]{1,40}(:[a-z_]{1,40}){0,3}");

        public Scopes {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Name at least one scope.");
            }
            if (!names.stream().allMatch(name -> LEGAL.matcher(name).matches())) {
                throw new IllegalArgumentException(
                        "A scope looks like sellingpartnerapi::notifications; several are separated by one space.");
            }
            names = names.stream().distinct().sorted().toList();
        }

        /**
         * @param text one scope, or several separated by one space each
         * @throws IllegalArgumentException when one is not of a scope's form; the message does not repeat it
         */
        public static Scopes parse(String text) {
            return new Scopes(List.of(text.split(" ", -1)));
        }

        public boolean areAllIn(Collection<String> allowed) {
            return allowed.containsAll(names);
        }

        /** As LWA takes them: separated by a space. */
        public String joined() {
            return String.join(" ", names);
        }

        @Override
        public String toString() {
            return (names.size() == 1 ? "scope " : "scopes ") + joined();
        }
    }
}
