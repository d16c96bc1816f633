package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** The operations that use a key: plaintexts of up to 4096 bytes, ciphertexts of up to 6144. */
final class CryptoOperations {
    private static final int MAX_PLAINTEXT_BYTES = 4096;
    private static final int MAX_CIPHERTEXT_BYTES = 6144;

    private final Kms kms;

    CryptoOperations(Kms kms) {
        this.kms = kms;
    }

    ObjectNode encrypt(AwsRequest request) {
        AwsInput input = request.members();
        refuseDryRun(input);
        input.optionalText("EncryptionAlgorithm", KmsRules.SYMMETRIC);
        String keyId = input.text("KeyId", KmsRules.KEY_ID);
        byte[] plaintext = input.blob("Plaintext", 1, MAX_PLAINTEXT_BYTES);
        byte[] ciphertext =
                kms.encrypt(request.caller(), request.region(), keyId, plaintext, input.textMap("EncryptionContext"));
        return AwsJson.object()
                .put("CiphertextBlob", ciphertext)
                .put("KeyId", kms.keyArn(request.region(), keyId))
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    ObjectNode decrypt(AwsRequest request) {
        AwsInput input = request.members();
        refuseDryRun(input);
        input.optionalText("EncryptionAlgorithm", KmsRules.SYMMETRIC);
        Opened opened = kms.open(
                request.caller(),
                request.region(),
                input.optionalText("KeyId", KmsRules.KEY_ID),
                input.blob("CiphertextBlob", 1, MAX_CIPHERTEXT_BYTES),
                input.textMap("EncryptionContext"));
        return AwsJson.object()
                .put("KeyId", opened.keyArn())
                .put("Plaintext", opened.plaintext())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("KeyMaterialId", opened.materialId());
    }

    ObjectNode generateDataKey(AwsRequest request) {
        AwsInput input = request.members();
        refuseDryRun(input);
        String keyId = input.text("KeyId", KmsRules.KEY_ID);
        if (input.has("KeySpec") == input.has("NumberOfBytes")) {
            throw AwsError.invalid("Please specify either number of bytes or key spec.");
        }
        int bytes = input.optionalText("KeySpec", TextRule.oneOf("AES_256", "AES_128"))
                .map(spec -> spec.equals("AES_256") ? 32 : 16)
                .orElseGet(() -> input.integer("NumberOfBytes", 1, 1024, 0));
        DataKey dataKey = kms.generateDataKey(
                request.caller(), request.region(), keyId, bytes, input.textMap("EncryptionContext"));
        return AwsJson.object()
                .put("CiphertextBlob", dataKey.wrapped())
                .put("Plaintext", dataKey.plaintext())
                .put("KeyId", dataKey.keyArn());
    }

    /** A dry run that ran would be worse than none. */
    private static void refuseDryRun(AwsInput input) {
        if (input.flag("DryRun")) {
            throw AwsError.refused("UnsupportedOperationException", "The Rekey sandbox has no DryRun: leave it out");
        }
    }
}
