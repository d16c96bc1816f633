package rekey.failure;

/**
 * The function's role may not read or write a parameter, or publish to the topic, or may not use the key that protects it.
 * The operator grants it.
 */
public final class AccessDenied extends Failure {
    /**
     * @param cannot what cannot be done, and on what
     * @param missing the rights that it takes
     */
    private AccessDenied(String cannot, String missing, Throwable cause) {
        super("Cannot %s: access denied. Grant the function's role %s.".formatted(cannot, missing), cause);
    }

    public static AccessDenied toRead(String parameters, Throwable cause) {
        return new AccessDenied(
                "read " + parameters,
                "ssm:GetParameters on these parameters and kms:Decrypt on their key (redeploying the stack restores both)",
                cause);
    }

    public static AccessDenied toReadHistory(String parameter, Throwable cause) {
        return new AccessDenied(
                "see who put %s, and when".formatted(parameter),
                "ssm:GetParameterHistory on this parameter (redeploying the stack restores it)",
                cause);
    }

    public static AccessDenied toListSubscriptions(String topicArn, Throwable cause) {
        return new AccessDenied(
                "list the subscriptions of " + topicArn,
                "sns:ListSubscriptionsByTopic on this topic (redeploying the stack restores it)",
                cause);
    }

    public static AccessDenied toWrite(String parameter, Throwable cause) {
        return new AccessDenied(
                "write " + parameter,
                "ssm:PutParameter on this parameter, and kms:Encrypt and kms:GenerateDataKey on its key (redeploying the"
                        + " stack restores them)",
                cause);
    }

    public static AccessDenied toPublish(String topicArn, Throwable cause) {
        return new AccessDenied(
                "publish to " + topicArn,
                "sns:Publish on this topic, and kms:Decrypt and kms:GenerateDataKey on its key (redeploying the stack"
                        + " restores them)",
                cause);
    }
}
