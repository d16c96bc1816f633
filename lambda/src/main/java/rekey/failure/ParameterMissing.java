package rekey.failure;

/**
 * A parameter that every deployed application has does not exist. The operator deploys the stack, or corrects the
 * application's name.
 */
public final class ParameterMissing extends Failure {
    public ParameterMissing(String parameters) {
        super("Parameter Store has no parameter %s in this account and region.".formatted(parameters)
                + " Deploy the stack here, or correct the application's name in REKEY_APP.");
    }
}
