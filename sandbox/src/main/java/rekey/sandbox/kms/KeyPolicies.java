package rekey.sandbox.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.TextRule;
import rekey.sandbox.iam.Iam;

/**
 * Who may use which key: <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">key policies</a>,
 * of which a key has one, at most 32 KiB, and what their
 * <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">conditions</a> may ask. Unlike KMS,
 * this lets a policy lock everybody out. Safe for use by several threads.
 */
final class KeyPolicies {
    static final String NAME = "default";

    private static final TextRule DOCUMENT = TextRule.length(1, 32_768);
    private static final String ROOT = "arn:aws:iam::" + AwsAccount.ID + ":root";

    private final Iam iam;

    KeyPolicies(Iam iam) {
        this.iam = iam;
    }

    /** The member {@code Policy} of a request. */
    static Optional<JsonNode> read(AwsInput input) {
        return input.optionalText("Policy", DOCUMENT).map(text -> {
            try {
                return AwsJson.read(text);
            } catch (JsonProcessingException e) {
                throw malformed("Policy is not JSON.");
            }
        });
    }

    /** What conditions may ask about a use of a key, besides what they may ask about the caller. */
    static Map<String, String> conditions(String keyId, Map<String, String> encryptionContext) {
        Map<String, String> conditions = new TreeMap<>();
        encryptionContext.forEach((key, value) -> conditions.put("kms:EncryptionContext:" + key, value));
        if (!encryptionContext.isEmpty()) {
            conditions.put(
                    "kms:EncryptionContextKeys",
                    String.join(Iam.NEXT_VALUE, new TreeMap<>(encryptionContext).keySet()));
        }
        int alias = keyId.indexOf(KmsAlias.PREFIX);
        if (alias >= 0) {
            conditions.put("kms:RequestAlias", keyId.substring(alias));
        }
        return conditions;
    }

    /** @throws AwsError {@code AccessDeniedException} when the caller may not */
    void check(Caller caller, String action, KmsKey key, Map<String, String> conditions) {
        check(caller, action, key.arn, conditions);
    }

    /** Whether the request's caller may do what it asks for to a key or an alias. */
    void check(AwsRequest request, String arn) {
        check(request.caller(), "kms:" + request.operation(), arn, Map.of());
    }

    /** Sets a key's policy; without one it is what a key has by default, which leaves all to the account's policies. */
    void put(KmsKey key, Optional<JsonNode> policy) {
        try {
            iam.putResourcePolicy(
                    key.arn,
                    policy.orElseGet(KeyPolicies::byDefault),
                    policy.isPresent() ? "the policy of " + key.arn : Iam.BY_AWS);
        } catch (AwsError e) {
            throw malformed(e.getMessage());
        }
    }

    /** The policy of a key that AWS made for one of its services: whoever may use the service may use the key through it. */
    void putOfAws(KmsKey key, String service) {
        ObjectNode policy = document();
        ObjectNode through = allow(policy, "*", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*");
        through.withArray("/Action").add("kms:CreateGrant").add("kms:DescribeKey");
        through.putObject("Condition")
                .putObject("StringEquals")
                .put(Caller.VIA_SERVICE, service)
                .put("kms:CallerAccount", AwsAccount.ID);
        allow(policy, ROOT, "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant");
        iam.putResourcePolicy(key.arn, policy, Iam.BY_AWS);
    }

    String document(KmsKey key) {
        return iam.resourcePolicy(key.arn).orElseThrow().toPrettyString();
    }

    private void check(Caller caller, String action, String arn, Map<String, String> conditions) {
        Map<String, String> all = new TreeMap<>(conditions);
        all.put("kms:CallerAccount", caller.principal().account());
        iam.check(caller, action, arn, all);
    }

    private static JsonNode byDefault() {
        ObjectNode policy = document();
        allow(policy, ROOT, "kms:*").put("Sid", "Enable IAM User Permissions");
        return policy;
    }

    private static ObjectNode document() {
        return AwsJson.object().put("Version", "2012-10-17");
    }

    private static ObjectNode allow(ObjectNode policy, String who, String... actions) {
        ObjectNode statement = policy.withArray("/Statement").addObject().put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", who);
        for (String action : actions) {
            statement.withArray("/Action").add(action);
        }
        return statement.put("Resource", "*");
    }

    private static AwsError malformed(String message) {
        return AwsError.refused("MalformedPolicyDocumentException", message);
    }
}
