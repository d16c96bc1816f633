package rekey.failure;

import java.util.List;

/** The function's environment variables are wrong. Thrown at start, with every problem at once. */
public final class Misconfigured extends Failure {
    /** @param problems at least one, each a sentence that names its variable */
    public Misconfigured(List<String> problems) {
        super("The function's configuration is wrong: " + String.join(" ", problems));
    }
}
