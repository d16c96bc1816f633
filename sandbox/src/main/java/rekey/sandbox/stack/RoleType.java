package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.iam.Iam;

/** A role with the path {@code /}. {@code Ref} is its name. */
final class RoleType implements ResourceType {
    private final Iam iam;
    private final ManagedPolicies managedPolicies;

    RoleType(Iam iam, ManagedPolicies managedPolicies) {
        this.iam = iam;
        this.managedPolicies = managedPolicies;
    }

    @Override
    public String name() {
        return "AWS::IAM::Role";
    }

    @Override
    public Set<String> properties() {
        return Set.of("AssumeRolePolicyDocument", "ManagedPolicyArns", "Path", "Policies", "RoleName");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Description", "Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("RoleName", "Path");
    }

    @Override
    public Made make(Wanted wanted) {
        String name = wanted.name("RoleName", 64);
        Made role = new Made(name, wanted)
                .with("Arn", Roles.arn(name))
                .with("RoleId", "AROA" + wanted.logicalId().toUpperCase(Locale.ROOT));
        try {
            put(role, wanted);
        } catch (RuntimeException e) {
            delete(role);
            throw e;
        }
        return role;
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        detach(made);
        put(made, wanted);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        detach(made);
        iam.deleteRole(made.physicalId());
    }

    private void put(Made role, Wanted wanted) {
        wanted.properties().only("Path", "/");
        iam.putRole(role.physicalId(), wanted.properties().required("AssumeRolePolicyDocument"), wanted.logicalId());
        inline(wanted)
                .forEach((policy, document) -> iam.attach(role.text("Arn"), policy, document, wanted.logicalId()));
        for (String policy : wanted.properties().texts("ManagedPolicyArns")) {
            managedPolicies.attach(policy, role.text("Arn"));
        }
    }

    private void detach(Made role) {
        inline(role.wanted()).keySet().forEach(policy -> iam.detach(role.text("Arn"), policy));
        for (String policy : role.wanted().properties().texts("ManagedPolicyArns")) {
            managedPolicies.detach(policy, role.text("Arn"));
        }
    }

    /** The documents of the role's own policies by their names. */
    private static Map<String, JsonNode> inline(Wanted wanted) {
        Map<String, JsonNode> policies = new TreeMap<>();
        for (JsonNode policy :
                wanted.properties().optional("Policies").orElseGet(JsonNodeFactory.instance::arrayNode)) {
            Names.check(
                    policy, Set.of("PolicyName", "PolicyDocument"), "property", wanted.declaration() + ": Policies");
            policies.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument"));
        }
        return policies;
    }
}
