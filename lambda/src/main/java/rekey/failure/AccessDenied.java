package rekey.failure;

/**
 * The function's role may not read or write a parameter, or publish to the topic, or may not use the key that protects it.
 * The operator grants it.
 */
public final class AccessDenied extends Failure {
    private AccessDenied(String message, Throwable cause) {
        super(message, cause);
    }

    public static AccessDenied toRead(String parameters, Throwable cause) {
        return new AccessDenied(
                "Cannot read %s: access denied.".formatted(parameters)
                        + " Grant the function's role ssm:GetParameters on these parameters and kms:Decrypt on their key"
                        + " (redeploying the stack restores both).",
                cause);
    }

    public static AccessDenied toReadHistory(String parameter, Throwable cause) {
        return new AccessDenied(
                "Cannot see who put %s, and when: access denied.".formatted(parameter)
                        + " Grant the function's role ssm:GetParameterHistory on this parameter (redeploying the stack"
                        + " restores it).",
                cause);
    }

    public static AccessDenied toListSubscriptions(String topicArn, Throwable cause) {
        return new AccessDenied(
                "Cannot list the subscriptions of %s: access denied.".formatted(topicArn)
                        + " Grant the function's role sns:ListSubscriptionsByTopic on this topic (redeploying the stack"
                        + " restores it).",
                cause);
    }

    public static AccessDenied toWrite(String parameter, Throwable cause) {
        return new AccessDenied(
                "Cannot write %s: access denied.".formatted(parameter)
                        + " Grant the function's role ssm:PutParameter on this parameter, and kms:Encrypt and"
                        + " kms:GenerateDataKey on its key (redeploying the stack restores them).",
                cause);
    }

    public static AccessDenied toPublish(String topicArn, Throwable cause) {
        return new AccessDenied(
                "Cannot publish to %s: access denied.".formatted(topicArn)
                        + " Grant the function's role sns:Publish on this topic, and kms:Decrypt and"
                        + " kms:GenerateDataKey on its key (redeploying the stack restores them).",
                cause);
    }
}
