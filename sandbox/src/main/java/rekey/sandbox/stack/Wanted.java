package rekey.sandbox.stack;

import java.security.SecureRandom;
import java.util.Set;

/**
 * A resource that a stack is to have.
 *
 * @param stack the stack's name
 * @param stackId the stack's ARN
 * @param properties resolved
 */
record Wanted(String stack, String stackId, ResourceDeclaration declaration, Properties properties) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int RANDOM = 12;
    private static final SecureRandom RANDOMNESS = new SecureRandom();

    String logicalId() {
        return declaration.logicalId();
    }

    /** The name that the template gives in a property, or one made up. */
    String name(String property, int longest) {
        return properties.optionalText(property).orElseGet(() -> madeUpName(longest));
    }

    /** {@code <stack>-<logical id>-<random>}, as CloudFormation names what has no name, cut to the service's limit. */
    String madeUpName(int longest) {
        StringBuilder random = new StringBuilder();
        for (int i = 0; i < RANDOM; i++) {
            random.append(ALPHABET.charAt(RANDOMNESS.nextInt(ALPHABET.length())));
        }
        int room = longest - RANDOM - 2;
        String start = stack.substring(
                0,
                Math.min(stack.length(), Math.max(room / 2, room - logicalId().length())));
        String middle = logicalId().substring(0, Math.min(logicalId().length(), room - start.length()));
        return start + "-" + middle + "-" + random;
    }

    /** Whether one of these properties is another than it was. */
    boolean differsFrom(Wanted before, Set<String> names) {
        return names.stream()
                .anyMatch(name ->
                        !properties.optional(name).equals(before.properties().optional(name)));
    }
}
