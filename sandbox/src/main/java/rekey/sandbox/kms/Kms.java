package rekey.sandbox.kms;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.aws.AwsError;

/**
 * The keys of every region, for use in process and through {@link KmsService}.
 *
 * <p>Key ids may be given as id, key ARN, alias or alias ARN. {@code alias/aws/ssm} exists once it is first used. Every
 * method throws {@link AwsError} with the type that KMS has for it: {@code NotFoundException}, {@code DisabledException},
 * {@code KMSInvalidStateException} for a key pending deletion, {@code InvalidCiphertextException} for a ciphertext that
 * was changed or belongs to another encryption context. Safe for use by several threads.
 */
public final class Kms {
    private final Clock clock;
    private final ConcurrentHashMap<String, KeyRing> regions = new ConcurrentHashMap<>();

    /** The clock decides when keys rotate and when deletion takes effect. */
    public Kms(Clock clock) {
        this.clock = clock;
    }

    /** Makes a key and returns its ARN. */
    public String createKey(String region, String description) {
        return ring(region).create(description, false).arn;
    }

    /** Names a key, given by id or ARN: {@code alias/my-erp}. */
    public void createAlias(String region, String alias, String keyId) {
        ring(region).addAlias(alias, keyId);
    }

    public void deleteAlias(String region, String alias) {
        ring(region).removeAlias(alias);
    }

    /** Has a key, given by id or ARN, rotate every 365 days, or not at all. */
    public void rotate(String region, String keyId, boolean rotates) {
        KmsKey key = ring(region).findByIdOrArn(keyId);
        if (rotates) {
            key.rotate(clock.instant(), KmsKey.DEFAULT_ROTATION_DAYS);
        } else {
            key.stopRotating();
        }
    }

    /** Has a key, given by id or ARN, deleted after so many days, in which it cannot be used. */
    public void scheduleDeletion(String region, String keyId, int days) {
        ring(region).findByIdOrArn(keyId).scheduleDeletion(clock.instant().plus(Duration.ofDays(days)));
    }

    public String keyArn(String region, String keyId) {
        return ring(region).find(keyId).arn;
    }

    public byte[] encrypt(String region, String keyId, byte[] plaintext, Map<String, String> context) {
        return ring(region).find(keyId).encrypt(plaintext, context, clock.instant());
    }

    public byte[] decrypt(String region, byte[] ciphertext, Map<String, String> context) {
        return open(region, Optional.empty(), ciphertext, context).plaintext();
    }

    /** Makes a data key of so many bytes. */
    public DataKey generateDataKey(String region, String keyId, int bytes, Map<String, String> context) {
        KmsKey key = ring(region).find(keyId);
        byte[] plaintext = AesGcm.random(bytes);
        return new DataKey(key.arn, plaintext, key.encrypt(plaintext, context, clock.instant()));
    }

    Opened open(String region, Optional<String> keyId, byte[] ciphertext, Map<String, String> context) {
        KeyRing ring = ring(region);
        CiphertextBlob blob = CiphertextBlob.read(ciphertext).orElseThrow(Kms::invalidCiphertext);
        KmsKey key = keyOf(ring, blob);
        if (keyId.isPresent() && !ring.find(keyId.get()).arn.equals(key.arn)) {
            throw AwsError.refused(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
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

    Clock clock() {
        return clock;
    }

    KeyRing ring(String region) {
        return regions.computeIfAbsent(region, name -> new KeyRing(name, clock));
    }
}
