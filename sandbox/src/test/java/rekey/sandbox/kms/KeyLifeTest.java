package rekey.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** What happens to keys and their names. */
class KeyLifeTest {
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("hunter2");
    private static final Map<String, String> CONTEXT = Map.of("a", "1", "b", "2");

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final KmsClient kms = aws.kms;
    private final KeyMetadata key =
            kms.createKey(request -> request.description("test")).keyMetadata();

    @Test
    void aDisabledKeyNeitherEncryptsNorDecryptsUntilItIsEnabled() {
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        kms.disableKey(request -> request.keyId(key.keyId()));
        assertThat(state()).isEqualTo(KeyState.DISABLED);
        assertThat(refusalOf(() -> encrypt(key.keyId(), CONTEXT))).isInstanceOf(DisabledException.class);
        assertThat(refusalOf(() -> decrypt(blob, CONTEXT)))
                .isInstanceOf(DisabledException.class)
                .hasMessageContaining(key.arn() + " is disabled.");
        kms.enableKey(request -> request.keyId(key.keyId()));
        assertThat(decrypt(blob, CONTEXT).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void aKeyPendingDeletionIsUnusableButCanBeTakenBack() {
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        Instant deletion = kms.scheduleKeyDeletion(
                        request -> request.keyId(key.keyId()).pendingWindowInDays(7))
                .deletionDate();
        assertThat(Duration.between(aws.clock.instant(), deletion)).isBetween(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(refusalOf(() -> decrypt(blob, CONTEXT))).isInstanceOf(KmsInvalidStateException.class);
        assertThat(refusalOf(() -> kms.enableKey(request -> request.keyId(key.keyId()))))
                .isInstanceOf(KmsInvalidStateException.class);
        kms.cancelKeyDeletion(request -> request.keyId(key.keyId()));
        assertThat(state()).as("KMS leaves it disabled").isEqualTo(KeyState.DISABLED);
        kms.enableKey(request -> request.keyId(key.keyId()));
        assertThat(decrypt(blob, CONTEXT).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void aKeyIsGoneWithItsAliasesWhenItsWaitingPeriodIsOver() {
        kms.createAlias(request -> request.aliasName("alias/my-erp").targetKeyId(key.keyId()));
        kms.scheduleKeyDeletion(request -> request.keyId(key.keyId()));
        aws.clock.advance(Duration.ofDays(29));
        assertThat(state()).isEqualTo(KeyState.PENDING_DELETION);
        aws.clock.advance(Duration.ofDays(1));
        assertThat(refusalOf(this::state)).isInstanceOf(NotFoundException.class);
        assertThat(kms.listAliases().aliases()).isEmpty();
    }

    @Test
    void aRotatedKeyStillDecryptsWhatItEncryptedBefore() {
        SdkBytes old = encrypt(key.keyId(), CONTEXT);
        String oldMaterial = decrypt(old, CONTEXT).keyMaterialId();
        kms.enableKeyRotation(request -> request.keyId(key.keyId()).rotationPeriodInDays(90));
        assertThat(kms.getKeyRotationStatus(request -> request.keyId(key.keyId()))
                        .rotationPeriodInDays())
                .isEqualTo(90);
        aws.clock.advance(Duration.ofDays(200));
        SdkBytes fresh = encrypt(key.keyId(), CONTEXT);
        assertThat(decrypt(fresh, CONTEXT).keyMaterialId()).isNotEqualTo(oldMaterial);
        assertThat(decrypt(old, CONTEXT).keyMaterialId()).isEqualTo(oldMaterial);
        kms.disableKeyRotation(request -> request.keyId(key.keyId()));
        assertThat(kms.getKeyRotationStatus(request -> request.keyId(key.keyId()))
                        .keyRotationEnabled())
                .isFalse();
    }

    @Test
    void listsKeysInPages() {
        kms.createKey();
        kms.createKey();
        assertThat(kms.listKeysPaginator(request -> request.limit(2)).keys()).hasSize(3);
        ListKeysResponse first = kms.listKeys(request -> request.limit(2));
        assertThat(first.truncated()).isTrue();
        assertThat(first.keys()).hasSize(2);
    }

    @Test
    void listsTheAliasesOfAKey() {
        String other = kms.createKey().keyMetadata().keyId();
        kms.createAlias(request -> request.aliasName("alias/one").targetKeyId(key.keyId()));
        kms.createAlias(request -> request.aliasName("alias/two").targetKeyId(other));
        ListAliasesResponse aliases = kms.listAliases(request -> request.keyId(other));
        assertThat(aliases.aliases()).singleElement().satisfies(alias -> {
            assertThat(alias.aliasName()).isEqualTo("alias/two");
            assertThat(alias.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/two");
            assertThat(alias.targetKeyId()).isEqualTo(other);
        });
        kms.deleteAlias(request -> request.aliasName("alias/two"));
        assertThat(kms.listAliases().aliases()).hasSize(1);
    }

    @Test
    void anAliasNamesOneKeyAndLeavesTheReservedNamesToAws() {
        kms.createAlias(request -> request.aliasName("alias/one").targetKeyId(key.keyId()));
        assertThat(codeOf(() -> alias("alias/one"))).isEqualTo("AlreadyExistsException");
        assertThat(codeOf(() -> alias("one"))).isEqualTo("ValidationException");
        assertThat(codeOf(() -> alias("alias/aws/mine"))).isEqualTo("NotAuthorizedException");
        assertThat(codeOf(() -> kms.deleteAlias(request -> request.aliasName("alias/missing"))))
                .isEqualTo("NotFoundException");
    }

    @Test
    void theKeyOfSsmAppearsOnFirstUseAndBelongsToAws() {
        assertThat(kms.listAliases().aliases()).isEmpty();
        KeyMetadata ssm =
                kms.describeKey(request -> request.keyId("alias/aws/ssm")).keyMetadata();
        assertThat(ssm.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(kms.listAliases().aliases()).hasSize(1);
        assertThat(codeOf(() -> kms.disableKey(request -> request.keyId(ssm.keyId()))))
                .isEqualTo("AccessDeniedException");
    }

    private void alias(String name) {
        kms.createAlias(request -> request.aliasName(name).targetKeyId(key.keyId()));
    }

    private KeyState state() {
        return kms.describeKey(request -> request.keyId(key.keyId()))
                .keyMetadata()
                .keyState();
    }

    private SdkBytes encrypt(String keyId, Map<String, String> context) {
        return kms.encrypt(request -> request.keyId(keyId).plaintext(PLAINTEXT).encryptionContext(context))
                .ciphertextBlob();
    }

    private DecryptResponse decrypt(SdkBytes blob, Map<String, String> context) {
        return kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context));
    }
}
