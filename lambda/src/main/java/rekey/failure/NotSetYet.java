package rekey.failure;

/**
 * A parameter still holds the placeholder it was created with. The operator stores the real value.
 */
public final class NotSetYet extends Failure {
    public NotSetYet(String parameters) {
        super("Not set yet: %s.".formatted(parameters)
                + " The stack created the parameter with a placeholder; store the credential's value in it.");
    }
}
