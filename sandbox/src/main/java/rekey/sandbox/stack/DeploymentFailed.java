package rekey.sandbox.stack;

import java.util.List;
import rekey.sandbox.aws.AwsError;

/** A stack could not be deployed, changed or deleted; the message says because of which resource, and what is left. */
public final class DeploymentFailed extends RuntimeException {
    private final String logicalId;
    private final String type;
    private final String reason;

    DeploymentFailed(String doing, ResourceDeclaration resource, RuntimeException cause, List<String> aftermath) {
        this(doing, resource.logicalId(), resource.type(), cause, aftermath);
    }

    DeploymentFailed(String doing, String logicalId, String type, RuntimeException cause, List<String> aftermath) {
        super(
                "Cannot %s: %s %s: %s %s"
                        .formatted(doing, type, logicalId, sentence(reason(cause)), String.join(" ", aftermath))
                        .strip(),
                cause);
        this.logicalId = logicalId;
        this.type = type;
        this.reason = reason(cause);
    }

    /** {@code VaultClientSecretDED9C3CA}. */
    public String logicalId() {
        return logicalId;
    }

    /** {@code Custom::RekeySecureString}; {@code Output} when it is an output that cannot be resolved. */
    public String type() {
        return type;
    }

    /** What the service or the function said. */
    public String reason() {
        return reason;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    static String reason(RuntimeException thrown) {
        return thrown instanceof AwsError error
                ? error.type() + (error.getMessage() == null ? "" : ": " + error.getMessage())
                : String.valueOf(thrown.getMessage());
    }
}
