package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.TreeSet;

/** Refuses by name whatever a template says that the sandbox would have to ignore. */
final class Names {
    private Names() {}

    /**
     * @param kind what the names are names of: {@code property}
     * @param owner what has them: {@code AWS::KMS::Key VaultKey}
     */
    static void check(JsonNode object, Collection<String> known, String kind, String owner) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unknown(name, known, kind, owner);
            }
        });
    }

    static TemplateProblem unknown(String name, Collection<String> known, String kind, String owner) {
        return new TemplateProblem("The sandbox does not know the %s %s of %s; it knows %s."
                .formatted(kind, name, owner, String.join(", ", new TreeSet<>(known))));
    }
}
