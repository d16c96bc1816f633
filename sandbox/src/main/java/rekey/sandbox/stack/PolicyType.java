package rekey.sandbox.stack;

import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.iam.Iam;

/** An inline policy of roles and users. */
final class PolicyType implements ResourceType {
    private final Iam iam;

    PolicyType(Iam iam) {
        this.iam = iam;
    }

    @Override
    public String name() {
        return "AWS::IAM::Policy";
    }

    @Override
    public Set<String> properties() {
        return Set.of("PolicyDocument", "PolicyName", "Roles", "Users");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("PolicyName");
    }

    @Override
    public Made make(Wanted wanted) {
        if (Roles.principals(wanted).isEmpty()) {
            throw new TemplateProblem("At least one of [Roles, Users] must be non-empty.");
        }
        put(wanted);
        return new Made(wanted.madeUpName(128), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        Set<String> left = new TreeSet<>(Roles.principals(made.wanted()));
        left.removeAll(Roles.principals(wanted));
        put(wanted);
        left.forEach(principal -> iam.detach(principal, wanted.properties().text("PolicyName")));
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        for (String principal : Roles.principals(made.wanted())) {
            iam.detach(principal, made.wanted().properties().text("PolicyName"));
        }
    }

    private void put(Wanted wanted) {
        for (String principal : Roles.principals(wanted)) {
            iam.attach(
                    principal,
                    wanted.properties().text("PolicyName"),
                    wanted.properties().required("PolicyDocument"),
                    wanted.logicalId());
        }
    }
}
