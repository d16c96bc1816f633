package rekey.sandbox.stack;

import java.util.Set;

/**
 * One of CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">
 * resource types</a>. What the services refuse, each method throws.
 */
interface ResourceType {
    /** {@code AWS::KMS::Key}. */
    String name();

    /** The properties that it acts on. */
    Set<String> properties();

    /** The properties that it understands and that make no difference in the sandbox. */
    default Set<String> withoutEffect() {
        return Set.of();
    }

    /** Whether it knows a property. */
    default boolean knows(String property) {
        return properties().contains(property) || withoutEffect().contains(property);
    }

    /** The properties that cannot be changed: CloudFormation makes another resource and deletes this one. */
    default Set<String> replacing() {
        return Set.of();
    }

    /**
     * Makes it, or nothing when that fails.
     *
     * @throws HalfMade when it fails and something is there all the same
     */
    Made make(Wanted wanted);

    /**
     * Changes it in place, or nothing when that fails.
     *
     * @throws HalfMade when it fails and something may have changed all the same
     */
    default Made change(Made made, Wanted wanted) {
        throw new TemplateProblem("The sandbox cannot change a resource of the type " + name()
                + " in place. Give it another logical id, or deploy the stack anew.");
    }

    /** Deletes it; what is gone already is no failure. */
    void delete(Made made);
}
