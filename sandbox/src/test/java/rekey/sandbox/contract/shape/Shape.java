package rekey.sandbox.contract.shape;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a value may be. Where the source does not know a limit, there is none. */
sealed interface Shape {
    /** How long a text or a list may be, or how large a number. */
    record Range(long min, long max) {
        static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean holds(long size) {
            return size >= min && size <= max;
        }

        @Override
        public String toString() {
            return (min == Long.MIN_VALUE ? "" : min) + ".." + (max == Long.MAX_VALUE ? "" : max);
        }
    }

    /**
     * @param values those that it may have, empty for any
     * @param pattern null for none
     */
    record Text(Set<String> values, Range length, Pattern pattern) implements Shape {
        static final Text ANY = new Text(Set.of(), Range.ANY, null);
    }

    /** @param whole whether it has no fraction */
    record Numeric(boolean whole, Range range) implements Shape {}

    record Flag() implements Shape {}

    record Time() implements Shape {}

    record Bytes() implements Shape {}

    /** JSON of any kind. */
    record Anything() implements Shape {}

    /** @param memberName what XML calls an item */
    record ListOf(Shape member, Range length, String memberName) implements Shape {}

    record MapOf(Shape key, Shape value) implements Shape {}

    /** @param members by their names on the wire; read late, as structures may hold themselves */
    record Structure(String name, Supplier<Map<String, Member>> members) implements Shape {}

    /** Where a member of a request or an answer is. */
    enum Place {
        BODY,
        /** The body is this member alone. */
        WHOLE_BODY,
        HEADER,
        STATUS,
        ADDRESS
    }

    record Member(Shape shape, boolean required, Place place) {}
}
