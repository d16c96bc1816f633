package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS: keys, their aliases, their rotation, and what can be done with one in each state. */
abstract class KeyContract extends Contract {
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("hunter2");

    KeyContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.KEYS)
    void aNewKeyIsEnabled() {
        KeyMetadata key = newKey();
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.description()).isEqualTo(application);
        assertThat(key.arn()).matches("arn:aws:kms:us-east-1:\\d{12}:key/" + key.keyId());
    }

    @Test
    @Needs(Capability.KEYS)
    void findsAKeyByItsAlias() {
        KeyMetadata key = newKey();
        alias(key.keyId());
        assertThat(describe("alias/" + application).arn()).isEqualTo(key.arn());
        assertThat(describe(key.arn()).keyId()).isEqualTo(key.keyId());
        assertThat(aws.kms()
                        .listAliasesPaginator(request -> request.keyId(key.keyId()))
                        .aliases())
                .singleElement()
                .satisfies(alias -> assertThat(alias.aliasName()).isEqualTo("alias/" + application));
    }

    @Test
    @Needs(Capability.KEYS)
    void saysWhatIsNotThere() {
        assertThat(refusalOf(() -> describe("alias/" + application))).isInstanceOf(NotFoundException.class);
        assertThat(refusalOf(() -> describe("0b6d0ee3-3a5c-4b0e-9b57-6d1a5a5a5a5a")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    @Needs(Capability.KEYS)
    void anAliasLeadsToOneKeyOnly() {
        alias(newKey().keyId());
        String other = newKey().keyId();
        assertThat(refusalOf(() -> alias(other))).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    @Needs(Capability.KEYS)
    void aKeyRotatesOnceItIsTold() {
        String key = newKey().keyId();
        assertThat(rotation(key).keyRotationEnabled()).isFalse();
        aws.kms().enableKeyRotation(request -> request.keyId(key));
        assertThat(rotation(key).keyRotationEnabled()).isTrue();
    }

    @Test
    @Needs(Capability.ROTATION_DATES)
    void saysWhenAKeyRotatesNext() {
        String key = newKey().keyId();
        aws.kms().enableKeyRotation(request -> request.keyId(key));
        assertThat(rotation(key).rotationPeriodInDays()).isEqualTo(365);
        assertThat(rotation(key).nextRotationDate()).isAfter(Instant.now());
    }

    @Test
    @Needs(Capability.ENCRYPTION)
    void decryptsInTheSameContextOnly() {
        String key = newKey().keyId();
        SdkBytes ciphertext = encrypt(key, Map.of("PARAMETER_ARN", "arn:aws:ssm:us-east-1:1:parameter/a"));
        assertThat(decrypt(ciphertext, Map.of("PARAMETER_ARN", "arn:aws:ssm:us-east-1:1:parameter/a")))
                .isEqualTo(PLAINTEXT);
        assertThat(refusalOf(() -> decrypt(ciphertext, Map.of("PARAMETER_ARN", "arn:aws:ssm:us-east-1:1:parameter/b"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThat(refusalOf(() -> decrypt(ciphertext, Map.of()))).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    @Needs(Capability.KEY_STATES)
    void aDisabledKeyEncryptsAndDecryptsNothing() {
        String key = newKey().keyId();
        SdkBytes ciphertext = encrypt(key, Map.of());
        aws.kms().disableKey(request -> request.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(refusalOf(() -> encrypt(key, Map.of()))).isInstanceOf(DisabledException.class);
        assertThat(refusalOf(() -> decrypt(ciphertext, Map.of()))).isInstanceOf(DisabledException.class);
        aws.kms().enableKey(request -> request.keyId(key));
        assertThat(decrypt(ciphertext, Map.of())).isEqualTo(PLAINTEXT);
    }

    @Test
    @Needs(Capability.KEY_STATES)
    void aKeyThatWillBeDeletedEncryptsNothing() {
        String key = newKey().keyId();
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(describe(key).deletionDate()).isAfter(Instant.now());
        assertThat(refusalOf(() -> encrypt(key, Map.of()))).isInstanceOf(KmsInvalidStateException.class);
    }

    private void alias(String keyId) {
        aws.kms()
                .createAlias(
                        request -> request.aliasName("alias/" + application).targetKeyId(keyId));
    }

    private KeyMetadata describe(String keyId) {
        return aws.kms().describeKey(request -> request.keyId(keyId)).keyMetadata();
    }

    private GetKeyRotationStatusResponse rotation(String keyId) {
        return aws.kms().getKeyRotationStatus(request -> request.keyId(keyId));
    }

    private SdkBytes encrypt(String keyId, Map<String, String> context) {
        return aws.kms()
                .encrypt(request -> request.keyId(keyId).plaintext(PLAINTEXT).encryptionContext(context))
                .ciphertextBlob();
    }

    private SdkBytes decrypt(SdkBytes ciphertext, Map<String, String> context) {
        return aws.kms()
                .decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(context))
                .plaintext();
    }
}
