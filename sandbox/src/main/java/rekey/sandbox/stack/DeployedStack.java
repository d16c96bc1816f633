package rekey.sandbox.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Consumer;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.stack.StackEvent.Outcome;

/**
 * A stack that is deployed in a sandbox, as CloudFormation would have it in AWS: everything that its template declares is
 * there, under the names that the template gives or such as CloudFormation makes up. Safe for use by several threads: one
 * thing happens after the other.
 */
public final class DeployedStack {
    private final Services services;
    private final ResourceTypes types;
    private final String name;
    private final String id;
    private final Consumer<StackEvent> progress;
    /** In the order in which they were made. */
    private final Map<String, Made> made = new LinkedHashMap<>();

    private Map<String, String> outputs = Map.of();

    private DeployedStack(Services services, String name, Consumer<StackEvent> progress) {
        this.services = services;
        this.types = new ResourceTypes(services);
        this.name = name;
        this.id = AwsAccount.arn("cloudformation", Sandbox.REGION, "stack/" + name + "/" + UUID.randomUUID());
        this.progress = progress;
    }

    /** As {@link #deploy(Sandbox, Template, String, Consumer)}, without telling anyone how it goes. */
    public static DeployedStack deploy(Sandbox sandbox, Template template, String name) {
        return deploy(sandbox, template, name, event -> {});
    }

    /**
     * Makes everything that a template declares. Runs the functions of custom resources and waits for them, in real time.
     *
     * @param name the stack's, {@code Rekey-my-erp}
     * @param progress called with each resource as soon as something has become of it, here and later, by the thread that
     *     deploys
     * @throws TemplateProblem when the template says what the sandbox does not know; nothing is made then
     * @throws DeploymentFailed when a resource cannot be made; what was made is deleted again, unless its deletion policy
     *     is to retain it
     */
    public static DeployedStack deploy(Sandbox sandbox, Template template, String name, Consumer<StackEvent> progress) {
        if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,127}")) {
            throw new TemplateProblem("A stack's name is a letter and up to 127 letters, digits and hyphens.");
        }
        DeployedStack stack = new DeployedStack(sandbox.services(), name, progress);
        stack.update(template);
        return stack;
    }

    /**
     * Makes the stack what another template says. What a resource type cannot change is replaced, what the template no longer
     * has is deleted or kept as the deletion policy says, and custom resources get the old properties with the new.
     *
     * @throws TemplateProblem when the template says what the sandbox does not know; nothing is changed then
     * @throws DeploymentFailed when a resource cannot be made or changed: what was done is taken back then; or when one that
     *     is no longer needed cannot be deleted
     */
    public synchronized void update(Template template) {
        Deployment deployment = new Deployment(template, types, name, id, made, progress);
        outputs = deployment.run();
        deployment.cleanUp();
    }

    /**
     * Deletes what the stack has, the last first, but for what is retained.
     *
     * @throws DeploymentFailed when something cannot be deleted; that and what was made before it is still there, and
     *     deleting can be tried again
     */
    public synchronized void delete() {
        List<String> order = new ArrayList<>(made.keySet());
        for (int i = order.size() - 1; i >= 0; i--) {
            Made last = made.get(order.get(i));
            ResourceDeclaration resource = last.wanted().declaration();
            try {
                Deployment.retire(types, last, resource.deletion(), progress);
            } catch (RuntimeException e) {
                progress.accept(new StackEvent(resource.type(), resource.logicalId(), Outcome.FAILED));
                throw new DeploymentFailed("delete " + name, resource, e, List.of());
            }
            made.remove(order.get(i));
        }
        outputs = Map.of();
    }

    public String name() {
        return name;
    }

    /** The stack's ARN. */
    public String id() {
        return id;
    }

    /** By name, in the template's order; empty once the stack is deleted. */
    public synchronized Map<String, String> outputs() {
        return new LinkedHashMap<>(outputs);
    }

    /** The logical ids of what the stack has, in the order in which it was made. */
    public synchronized List<String> logicalIds() {
        return List.copyOf(made.keySet());
    }

    /**
     * What {@code Ref} gives.
     *
     * @throws NoSuchElementException when the stack has no such resource
     */
    public String physicalId(String logicalId) {
        return find(logicalId).physicalId();
    }

    /**
     * The ARN of a resource that has one.
     *
     * @throws NoSuchElementException when the stack has no such resource
     * @throws TemplateProblem when the resource has no ARN
     */
    public String arn(String logicalId) {
        Made resource = find(logicalId);
        return resource.physicalId().startsWith("arn:") ? resource.physicalId() : resource.text("Arn");
    }

    /** {@code AWS::KMS::Key}. */
    public String type(String logicalId) {
        return find(logicalId).wanted().declaration().type();
    }

    /**
     * Attaches a managed policy to somebody, as {@code aws iam attach-user-policy} and {@code attach-role-policy} do.
     *
     * @param policyArn the output {@code CallerPolicyArn}, for a caller
     * @param principalArn a role's or a user's
     */
    public void grant(String policyArn, String principalArn) {
        services.managedPolicies().attach(policyArn, principalArn);
    }

    /** Takes away what {@link #grant} gave: as long as anyone has the policy, it cannot be deleted, and so the stack. */
    public void revoke(String policyArn, String principalArn) {
        services.managedPolicies().detach(policyArn, principalArn);
    }

    private synchronized Made find(String logicalId) {
        Made resource = made.get(logicalId);
        if (resource == null) {
            throw new NoSuchElementException("The stack " + name + " has no resource " + logicalId + "; it has "
                    + String.join(", ", made.keySet()) + ".");
        }
        return resource;
    }
}
