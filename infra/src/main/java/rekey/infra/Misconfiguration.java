package rekey.infra;

import java.util.List;

/** Everything that is wrong with a deployment's configuration, said at once and before anything is asked of AWS. */
public final class Misconfiguration extends RuntimeException {
    private final List<String> problems;

    Misconfiguration(List<String> problems) {
        super("The configuration is wrong; nothing was deployed.\n  "
                + String.join("\n  ", problems)
                + "\nExample: npx cdk deploy -c app=my-erp -c email=ops@example.com -c phone=+14155550100");
        this.problems = List.copyOf(problems);
    }

    /** At least one; each a sentence that begins with its key. */
    public List<String> problems() {
        return problems;
    }
}
