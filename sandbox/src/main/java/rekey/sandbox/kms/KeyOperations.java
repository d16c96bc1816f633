package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** The operations on one key. Rotation is every 365 days and deletion waits 30 days unless the caller says otherwise. */
final class KeyOperations {
    private final Kms kms;
    private final Clock clock;

    KeyOperations(Kms kms) {
        this.kms = kms;
        this.clock = kms.clock();
    }

    ObjectNode create(AwsRequest request) {
        kms.policies().check(request, "*");
        AwsInput input = request.members();
        input.optionalText("KeySpec", KmsRules.SYMMETRIC);
        input.optionalText("CustomerMasterKeySpec", KmsRules.SYMMETRIC);
        input.optionalText("KeyUsage", TextRule.oneOf("ENCRYPT_DECRYPT"));
        input.optionalText("Origin", TextRule.oneOf("AWS_KMS"));
        if (input.flag("MultiRegion")) {
            throw AwsError.refused("UnsupportedOperationException", "The Rekey sandbox has no multi-Region keys");
        }
        String description =
                input.optionalText("Description", TextRule.length(0, 8192)).orElse("");
        return metadata(kms.ring(request.region()).create(description, KeyPolicies.read(input)));
    }

    ObjectNode describe(AwsRequest request) {
        KmsKey key = kms.ring(request.region()).find(request.members().text("KeyId", KmsRules.KEY_ID));
        kms.policies().check(request, key.arn);
        return metadata(key);
    }

    ObjectNode enable(AwsRequest request) {
        customerKey(request).enable(true);
        return AwsJson.object();
    }

    ObjectNode disable(AwsRequest request) {
        customerKey(request).enable(false);
        return AwsJson.object();
    }

    ObjectNode enableRotation(AwsRequest request) {
        int days = request.members().integer("RotationPeriodInDays", 90, 2560, KmsKey.DEFAULT_ROTATION_DAYS);
        customerKey(request).rotate(clock.instant(), days);
        return AwsJson.object();
    }

    ObjectNode disableRotation(AwsRequest request) {
        customerKey(request).stopRotating();
        return AwsJson.object();
    }

    ObjectNode rotationStatus(AwsRequest request) {
        KmsKey key = key(request);
        KmsKey.Status status = key.status(clock.instant());
        ObjectNode answer = AwsJson.object().put("KeyId", key.arn).put("KeyRotationEnabled", status.rotating());
        if (status.rotating()) {
            answer.put("RotationPeriodInDays", status.rotationDays());
            answer.put("NextRotationDate", AwsJson.epochSeconds(status.nextRotation()));
        }
        return answer;
    }

    ObjectNode scheduleDeletion(AwsRequest request) {
        int days = request.members().integer("PendingWindowInDays", 7, 30, 30);
        KmsKey key = customerKey(request);
        Instant deletion = key.scheduleDeletion(clock.instant().plus(Duration.ofDays(days)));
        return AwsJson.object()
                .put("KeyId", key.arn)
                .put("DeletionDate", AwsJson.epochSeconds(deletion))
                .put("KeyState", KmsKey.State.PENDING_DELETION.wireName)
                .put("PendingWindowInDays", days);
    }

    ObjectNode cancelDeletion(AwsRequest request) {
        KmsKey key = customerKey(request);
        key.cancelDeletion();
        return AwsJson.object().put("KeyId", key.arn);
    }

    ObjectNode policy(AwsRequest request) {
        checkPolicyName(request.members());
        return AwsJson.object()
                .put("Policy", kms.policies().document(key(request)))
                .put("PolicyName", KeyPolicies.NAME);
    }

    ObjectNode putPolicy(AwsRequest request) {
        AwsInput input = request.members();
        checkPolicyName(input);
        KmsKey key = customerKey(request);
        kms.policies()
                .put(
                        key,
                        Optional.of(KeyPolicies.read(input)
                                .orElseThrow(() -> AwsError.constraint("policy", "Member must not be null"))));
        return AwsJson.object();
    }

    private static void checkPolicyName(AwsInput input) {
        String name = input.optionalText("PolicyName", TextRule.length(1, 128)).orElse(KeyPolicies.NAME);
        if (!name.equals(KeyPolicies.NAME)) {
            throw AwsError.refused("NotFoundException", "No such policy exists");
        }
    }

    /** The key that the request is about, which its caller may do this to. */
    private KmsKey key(AwsRequest request) {
        KmsKey key = kms.ring(request.region()).findByIdOrArn(request.members().text("KeyId", KmsRules.KEY_ID));
        kms.policies().check(request, key.arn);
        return key;
    }

    private KmsKey customerKey(AwsRequest request) {
        KmsKey key = key(request);
        if (key.ownedByAws) {
            throw AwsError.refused(
                    "AccessDeniedException",
                    "User: " + request.caller().principal().id() + " is not authorized to perform: kms:"
                            + request.operation() + " on resource: " + key.arn + ", which is managed by AWS");
        }
        return key;
    }

    private ObjectNode metadata(KmsKey key) {
        KmsKey.Status status = key.status(clock.instant());
        ObjectNode answer = AwsJson.object();
        ObjectNode metadata = answer.putObject("KeyMetadata")
                .put("AWSAccountId", AwsAccount.ID)
                .put("KeyId", key.id)
                .put("Arn", key.arn)
                .put("CreationDate", AwsJson.epochSeconds(key.created))
                .put("Enabled", status.state() == KmsKey.State.ENABLED)
                .put("Description", key.description)
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeyState", status.state().wireName)
                .put("Origin", "AWS_KMS")
                .put("KeyManager", key.ownedByAws ? "AWS" : "CUSTOMER")
                .put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT")
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("MultiRegion", false)
                .put("CurrentKeyMaterialId", status.materialId());
        metadata.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
        if (status.deletion() != null) {
            metadata.put("DeletionDate", AwsJson.epochSeconds(status.deletion()));
        }
        return answer;
    }
}
