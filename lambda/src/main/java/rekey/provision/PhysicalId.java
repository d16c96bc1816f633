package rekey.provision;

import java.util.Optional;

/**
 * What CloudFormation knows a resource by, and all that is remembered of it: the parameter's name alone when this
 * resource created the parameter, {@code <name> (adopted)} when it was there before. What a failed Create answers,
 * {@code not created: <logical id>}, is neither, nor is what CloudFormation makes up when a Create was never answered:
 * only the first form lets a Delete touch anything.
 *
 * <p>CloudFormation replaces a resource whose id changes and deletes the old one, so the id stays as it is as long as the
 * name does, also when the parameter was deleted behind our back and is created anew. At most 1,024 characters.
 */
record PhysicalId(String text) {
    private static final String ADOPTED = " (adopted)";

    static PhysicalId created(String name) {
        return new PhysicalId(name);
    }

    static PhysicalId adopted(String name) {
        return new PhysicalId(name + ADOPTED);
    }

    static PhysicalId notCreated(String logicalId) {
        return new PhysicalId("not created: " + logicalId);
    }

    boolean isOf(String name) {
        return text.equals(name) || text.equals(name + ADOPTED);
    }

    /** The parameter that this resource created; empty when it created none. */
    Optional<String> created() {
        return SecureStringProperties.isLegalName(text) ? Optional.of(text) : Optional.empty();
    }
}
