package rekey.failure;

/**
 * The function's role may not read a parameter, or may not use the key that protects it. The operator grants it.
 */
public final class AccessDenied extends Failure {
    public AccessDenied(String parameters, Throwable cause) {
        super(
                "Cannot read %s: access denied.".formatted(parameters)
                        + " Grant the function's role ssm:GetParameters on these parameters and kms:Decrypt on their key"
                        + " (redeploying the stack restores both).",
                cause);
    }
}
