package rekey.cli.enrol;

import java.util.List;

/**
 * What a person does in the Developer Console, once for each application: there is
 * <a href="https://developer-docs.amazon.com/sp-api/docs/set-up-credential-rotation-notifications">no API</a> for it.
 *
 * @param expiryArn where Amazon says when the secret will expire
 * @param newSecretArn where Amazon sends a new secret
 */
public record ConsoleSteps(String expiryArn, String newSecretArn) {
    public List<String> lines() {
        return List.of(
                "In the Developer Console (Solution Provider Portal), at the application:",
                "  1. Open Notification preferences.",
                "  2. In the row Application Client Secret Expiry: Add new destination, an SQS ARN, Create:",
                "       " + expiryArn,
                "  3. In the row Application Client New Secret, the same with:",
                "       " + newSecretArn,
                "  4. Subscribe, in both rows.");
    }
}
