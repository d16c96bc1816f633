package rekey.sandbox.ssm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.kms.AesGcm;
import rekey.sandbox.kms.DataKey;
import rekey.sandbox.kms.EncryptionContext;
import rekey.sandbox.kms.Kms;

/**
 * How Parameter Store <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">uses
 * KMS</a>: the standard tier has KMS encrypt the value, the advanced tier encrypts it under a data key of its own. Both in
 * an encryption context that holds the parameter's ARN, and every read asks KMS again, so that a disabled key or a value
 * moved to another parameter cannot be read. Safe for use by several threads.
 */
final class SecureValues {
    private static final String DENIED = "AccessDeniedException";

    private final Kms kms;

    SecureValues(Kms kms) {
        this.kms = kms;
    }

    StoredValue encrypt(Caller caller, String region, String arn, Tier tier, String keyId, String value) {
        Caller through = through(caller, region);
        byte[] plaintext = value.getBytes(UTF_8);
        Map<String, String> context = context(arn);
        try {
            if (tier == Tier.STANDARD) {
                return new StoredValue.Encrypted(kms.encrypt(through, region, keyId, plaintext, context));
            }
            DataKey dataKey = kms.generateDataKey(through, region, keyId, AesGcm.KEY_BYTES, context);
            byte[] sealed = AesGcm.seal(dataKey.plaintext(), plaintext, EncryptionContext.bytes(context));
            Arrays.fill(dataKey.plaintext(), (byte) 0);
            return new StoredValue.Enveloped(dataKey.wrapped(), sealed);
        } catch (AwsError e) {
            throw invalidKey(e);
        }
    }

    /** The value that a reader gets to see. */
    String shown(AwsRequest request, Parameter parameter, ParameterVersion version, boolean withDecryption) {
        String region = request.region();
        return withDecryption
                ? decrypt(request.caller(), region, ParameterName.arn(region, parameter.name()), version.value())
                : undecrypted(version.value());
    }

    String decrypt(Caller caller, String region, String arn, StoredValue stored) {
        if (stored instanceof StoredValue.Clear clear) {
            return clear.text();
        }
        try {
            return new String(plaintext(through(caller, region), region, context(arn), stored), UTF_8);
        } catch (AwsError e) {
            throw invalidKey(e);
        }
    }

    private byte[] plaintext(Caller through, String region, Map<String, String> context, StoredValue stored) {
        if (stored instanceof StoredValue.Enveloped enveloped) {
            byte[] dataKey = kms.decrypt(through, region, enveloped.wrappedKey(), context);
            return AesGcm.open(dataKey, enveloped.ciphertext(), EncryptionContext.bytes(context))
                    .orElseThrow(() -> AwsError.refused("InvalidCiphertextException", null));
        }
        return kms.decrypt(through, region, ((StoredValue.Encrypted) stored).ciphertext(), context);
    }

    /** What a reader sees who did not ask for decryption: ciphertext in base64 for a SecureString. */
    private static String undecrypted(StoredValue stored) {
        if (stored instanceof StoredValue.Clear clear) {
            return clear.text();
        }
        if (stored instanceof StoredValue.Enveloped enveloped) {
            byte[] key = enveloped.wrappedKey();
            byte[] sealed = enveloped.ciphertext();
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(Integer.BYTES + key.length + sealed.length)
                            .putInt(key.length)
                            .put(key)
                            .put(sealed)
                            .array());
        }
        return Base64.getEncoder().encodeToString(((StoredValue.Encrypted) stored).ciphertext());
    }

    private static Map<String, String> context(String arn) {
        return Map.of("PARAMETER_ARN", arn);
    }

    private static Caller through(Caller caller, String region) {
        return caller.via("ssm." + region + ".amazonaws.com");
    }

    /** What KMS refused, in Parameter Store's words: a right that is missing stays one, all else is the key's fault. */
    private static AwsError invalidKey(AwsError kmsError) {
        String message = kmsError.getMessage() == null ? "" : kmsError.getMessage() + " ";
        return AwsError.refused(
                kmsError.type().equals(DENIED) ? DENIED : "InvalidKeyId",
                message + "(Service: AWSKMS; Status Code: " + kmsError.httpStatus() + "; Error Code: " + kmsError.type()
                        + ")");
    }
}
