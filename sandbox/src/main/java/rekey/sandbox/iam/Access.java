package rekey.sandbox.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.Principal;

/**
 * What somebody wants to do, with all that policies may ask about it: keys of the context are the same in upper and lower
 * case, and an absent key has no values.
 */
record Access(Principal principal, String action, String resource, Map<String, List<String>> context) {
    /** The keys that may have several values; any other has its value as it stands, whatever is in it. */
    private static final Set<String> MULTIVALUED = Set.of("kms:encryptioncontextkeys", "aws:tagkeys");

    Access {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(context);
        context = anyCase;
    }

    /** @param contexts where a key is in several, the last counts */
    static Access of(Principal principal, String action, String resource, List<Map<String, String>> contexts) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        contexts.forEach(context -> context.forEach((key, value) -> all.put(key, values(key, value))));
        return new Access(principal, action, resource, all);
    }

    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }

    private static List<String> values(String key, String value) {
        return MULTIVALUED.contains(key.toLowerCase(Locale.ROOT))
                ? Arrays.asList(value.split(Iam.NEXT_VALUE, -1))
                : List.of(value);
    }
}
