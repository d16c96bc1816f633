package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;

/**
 * The keys of every region, for use in process and through {@link KmsService}.
 *
 * <p>Key ids may be given as id, key ARN, alias or alias ARN. {@code alias/aws/ssm} exists once it is first used. Every
 * method throws {@link AwsError} with the type that KMS has for it: {@code NotFoundException}, {@code DisabledException},
 * {@code KMSInvalidStateException} for a key pending deletion, {@code InvalidCiphertextException} for a ciphertext that
 * was changed or belongs to another encryption context. What is called for a {@link Caller} is refused with {@code
 * AccessDeniedException} when the policies do not allow it; what is called without one was decided by who calls. Safe for
 * use by several threads.
 */
public final class Kms {
    private final Clock clock;
    private final KeyPolicies policies;
    private final ConcurrentHashMap<String, KeyRing> regions = new ConcurrentHashMap<>();

    /**
     * @param clock decides when keys rotate and when deletion takes effect
     * @param iam keeps the keys' policies and decides who may use them
     */
    public Kms(Clock clock, Iam iam) {
        this.clock = clock;
        this.policies = new KeyPolicies(iam);
    }

    /**
     * Makes a key.
     *
     * @param rotates every 365 days
     * @param policy leaves everything to the account's own policies when it is empty
     * @return its ARN
     */
    public String createKey(String region, String description, boolean rotates, Optional<JsonNode> policy) {
        KmsKey key = ring(region).create(description, policy);
        if (rotates) {
            key.rotate(clock.instant(), KmsKey.DEFAULT_ROTATION_DAYS);
        }
        return key.arn;
    }

    /** Names a key, given by id or ARN: {@code alias/my-erp}. */
    public void createAlias(String region, String alias, String keyId) {
        ring(region).addAlias(alias, keyId);
    }

    public String keyArn(String region, String keyId) {
        return ring(region).find(keyId).arn;
    }

    public byte[] encrypt(Caller caller, String region, String keyId, byte[] plaintext, Map<String, String> context) {
        KmsKey key = ring(region).find(keyId);
        policies.check(caller, "kms:Encrypt", key, KeyPolicies.conditions(keyId, context));
        return key.encrypt(plaintext, context, clock.instant());
    }

    public byte[] decrypt(String region, byte[] ciphertext, Map<String, String> context) {
        return open(region, Optional.empty(), ciphertext, context, key -> {}).plaintext();
    }

    public byte[] decrypt(Caller caller, String region, byte[] ciphertext, Map<String, String> context) {
        return open(caller, region, Optional.empty(), ciphertext, context).plaintext();
    }

    /** Makes a data key of so many bytes. */
    public DataKey generateDataKey(Caller caller, String region, String keyId, int bytes, Map<String, String> context) {
        KmsKey key = ring(region).find(keyId);
        policies.check(caller, "kms:GenerateDataKey", key, KeyPolicies.conditions(keyId, context));
        return generateDataKey(region, key.arn, bytes, context);
    }

    /** Makes a data key of so many bytes. */
    public DataKey generateDataKey(String region, String keyId, int bytes, Map<String, String> context) {
        KmsKey key = ring(region).find(keyId);
        byte[] plaintext = AesGcm.random(bytes);
        return new DataKey(key.arn, plaintext, key.encrypt(plaintext, context, clock.instant()));
    }

    Opened open(Caller caller, String region, Optional<String> keyId, byte[] ciphertext, Map<String, String> context) {
        return open(
                region,
                keyId,
                ciphertext,
                context,
                key -> policies.check(caller, "kms:Decrypt", key, KeyPolicies.conditions(keyId.orElse(""), context)));
    }

    private Opened open(
            String region,
            Optional<String> keyId,
            byte[] ciphertext,
            Map<String, String> context,
            Consumer<KmsKey> allowed) {
        KeyRing ring = ring(region);
        CiphertextBlob blob = CiphertextBlob.read(ciphertext).orElseThrow(Kms::invalidCiphertext);
        KmsKey key = keyOf(ring, blob);
        if (keyId.isPresent() && !ring.find(keyId.get()).arn.equals(key.arn)) {
            throw AwsError.refused(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        allowed.accept(key);
        return key.decrypt(blob, context).orElseThrow(Kms::invalidCiphertext);
    }

    /** KMS does not tell a key that is elsewhere or gone from one that the caller may not use. */
    private static KmsKey keyOf(KeyRing ring, CiphertextBlob blob) {
        try {
            return ring.findByIdOrArn(blob.keyArn());
        } catch (AwsError e) {
            throw AwsError.refused(
                    "AccessDeniedException",
                    "The ciphertext refers to a customer master key that does not exist, does not exist in this region,"
                            + " or you are not allowed to access.");
        }
    }

    /** KMS sends this one without a message. */
    private static AwsError invalidCiphertext() {
        return AwsError.refused("InvalidCiphertextException", null);
    }

    KeyPolicies policies() {
        return policies;
    }

    Clock clock() {
        return clock;
    }

    KeyRing ring(String region) {
        return regions.computeIfAbsent(region, name -> new KeyRing(name, clock, policies));
    }
}
