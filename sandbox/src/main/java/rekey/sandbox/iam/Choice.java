package rekey.sandbox.iam;

import java.util.List;
import java.util.Optional;

/**
 * The actions or resources that a statement is about, or all but these (NotAction, NotResource). Immutable.
 */
final class Choice {
    private final List<String> given;
    private final List<PolicyText> texts;
    private final boolean excluded;

    /** @param texts what stands for each of {@code given}, in their order */
    Choice(List<String> given, List<PolicyText> texts, boolean excluded) {
        this.given = List.copyOf(given);
        this.texts = List.copyOf(texts);
        this.excluded = excluded;
    }

    /** The first part that a call's action or resource fits. */
    Optional<String> fitting(String actual, Access access) {
        int fits = 0;
        while (fits < texts.size() && !texts.get(fits).matches(actual, access)) {
            fits++;
        }
        boolean found = fits < texts.size();
        if (excluded) {
            return found ? Optional.empty() : Optional.of(text());
        }
        return found ? Optional.of(given.get(fits)) : Optional.empty();
    }

    /** What of it can be needed or not. */
    List<String> parts() {
        return excluded ? List.of(text()) : given;
    }

    String text() {
        return (excluded ? "everything but " : "") + String.join(", ", given);
    }
}
