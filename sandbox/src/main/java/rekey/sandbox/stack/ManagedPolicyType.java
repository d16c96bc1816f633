package rekey.sandbox.stack;

import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.aws.AwsAccount;

/** A policy of the account's own, with the path {@code /}. {@code Ref} is its ARN. It cannot be deleted while somebody else has it. */
final class ManagedPolicyType implements ResourceType {
    private final ManagedPolicies policies;

    ManagedPolicyType(ManagedPolicies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return "AWS::IAM::ManagedPolicy";
    }

    @Override
    public Set<String> properties() {
        return Set.of("ManagedPolicyName", "Path", "PolicyDocument", "Roles", "Users");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Description", "Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("ManagedPolicyName", "Path", "Description");
    }

    @Override
    public Made make(Wanted wanted) {
        wanted.properties().only("Path", "/");
        String arn = "arn:aws:iam::" + AwsAccount.ID + ":policy/" + wanted.name("ManagedPolicyName", 128);
        policies.put(arn, wanted.properties().required("PolicyDocument"), wanted.logicalId());
        Roles.principals(wanted).forEach(principal -> policies.attach(arn, principal));
        return new Made(arn, wanted).with("PolicyArn", arn);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        String arn = made.physicalId();
        policies.put(arn, wanted.properties().required("PolicyDocument"), wanted.logicalId());
        Set<String> left = new TreeSet<>(Roles.principals(made.wanted()));
        left.removeAll(Roles.principals(wanted));
        left.forEach(principal -> policies.detach(arn, principal));
        Roles.principals(wanted).forEach(principal -> policies.attach(arn, principal));
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        Roles.principals(made.wanted()).forEach(principal -> policies.detach(made.physicalId(), principal));
        policies.delete(made.physicalId());
    }
}
