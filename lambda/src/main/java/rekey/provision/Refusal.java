package rekey.provision;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * What Parameter Store refused, and in whose name: turned into a reason by the error's code alone. AWS's message is read
 * only for whom KMS complains about; it is not passed on, because it may quote a value.
 *
 * @param parameter its name
 * @param key what is known of the KMS key that the operation needs; empty when it needs none
 */
record Refusal(Operation operation, String parameter, String key, SsmException error) {
    /** What an operator does about a value whose key is not the stack's. */
    static final String USE_ITS_KEY =
            " To go on with that key, see that it is enabled and deploy with -c key=%s. To leave it, enable it and let the"
                    + " function's role use it (kms:Decrypt) until a deployment has put the value under the new key. If it"
                    + " is gone for good, so is the value: delete the parameter, deploy again, and store the value anew.";

    static final String NEEDS_ITS_KEY = "the ARN of that key";

    /** The calls that this function makes, with the rights that each takes. */
    enum Operation {
        FIND("read the metadata of", "ssm:GetParameterHistory", ""),
        READ("read", "ssm:GetParameter", "kms:Decrypt"),
        CREATE("create", "ssm:PutParameter", "kms:Encrypt and kms:GenerateDataKey"),
        PUT("update", "ssm:PutParameter", "kms:Encrypt and kms:GenerateDataKey"),
        DELETE("delete", "ssm:DeleteParameter", "");

        final String verb;
        private final String right;
        private final String rightsOnKey;

        Operation(String verb, String right, String rightsOnKey) {
            this.verb = verb;
            this.right = right;
            this.rightsOnKey = rightsOnKey;
        }
    }

    private static final Set<String> PASSING = Set.of(
            "InternalServerError",
            "RequestLimitExceeded",
            "ServiceUnavailable",
            "TooManyRequestsException",
            "TooManyUpdates");
    private static final Set<String> UNUSABLE_KEY = Set.of("InvalidKeyId", "InvalidCiphertextException");
    private static final Pattern KEY_ARN = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[0-9a-z-]+");

    ProvisionFailure failure(ProtectingKey wanted) {
        String code = error.awsErrorDetails() == null
                ? ""
                : String.valueOf(error.awsErrorDetails().errorCode());
        String cannot = "Cannot %s %s: ".formatted(operation.verb, parameter);
        if (PASSING.contains(code)
                || code.contains("Throttl")
                || error.statusCode() >= 500
                || error.statusCode() == 429) {
            return ProvisionFailure.passing(cannot
                    + "Parameter Store is busy (%s), also after the retries. Deploy again in a minute."
                            .formatted(code));
        }
        boolean denied = code.startsWith("AccessDenied") || error.statusCode() == 403;
        boolean ofTheKey = UNUSABLE_KEY.contains(code) || code.regionMatches(true, 0, "KMS", 0, 3);
        if (operation == Operation.READ && (ofTheKey || (denied && isKmsWho()))) {
            String reason = cannot + undecryptable(wanted);
            return denied ? ProvisionFailure.denied(reason) : new ProvisionFailure(reason);
        }
        if (ofTheKey) {
            return new ProvisionFailure(cannot
                    + ("Parameter Store cannot use the KMS key %s (%s). Enable the key, or cancel"
                                    + " its deletion, and deploy again.")
                            .formatted(key, code));
        }
        if (denied) {
            String onKey = operation.rightsOnKey.isEmpty()
                    ? ""
                    : ", and %s on its KMS key %s".formatted(operation.rightsOnKey, key);
            // It may pass: the rights of a role take a while until they hold everywhere.
            return ProvisionFailure.denied(cannot
                    + "access denied. Grant the function's role %s on this parameter%s, and deploy again."
                            .formatted(operation.right, onKey));
        }
        return new ProvisionFailure(cannot
                + switch (code) {
                    case "ParameterLimitExceeded" ->
                        "the account has as many parameters as it may in this region. Delete some,"
                                + " or ask AWS for more, and deploy again.";
                    case "ParameterMaxVersionLimitExceeded" ->
                        "it has 100 versions, and the oldest has a label. Move the label"
                                + " to another version, or remove it, and deploy again.";
                    default ->
                        "Parameter Store refuses it (%s). Look this call up in CloudTrail; if it is in order, report this"
                                        .formatted(code)
                                + " message.";
                });
    }

    private String undecryptable(ProtectingKey wanted) {
        Matcher named = KEY_ARN.matcher(message());
        String arn = named.find() ? named.group() : wanted.arnOf(key).orElse(NEEDS_ITS_KEY);
        String name = arn.equals(NEEDS_ITS_KEY) ? key : arn;
        return "its value is encrypted by the KMS key %s, which this deployment cannot use.".formatted(name)
                + USE_ITS_KEY.formatted(arn);
    }

    private boolean isKmsWho() {
        return message().contains("kms:") || message().contains("ciphertext");
    }

    private String message() {
        return Objects.requireNonNullElse(error.getMessage(), "");
    }

    /** Without the error, whose message may quote a value. */
    @Override
    public String toString() {
        return "Refusal[%s %s]".formatted(operation, parameter);
    }
}
