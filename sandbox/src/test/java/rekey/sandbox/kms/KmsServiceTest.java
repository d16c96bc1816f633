package rekey.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** What keys do: encrypt and decrypt. {@link KeyLifeTest} has what happens to keys. */
class KmsServiceTest {
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("hunter2");
    private static final Map<String, String> CONTEXT = Map.of("a", "1", "b", "2");

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final KmsClient kms = aws.kms;
    private final KeyMetadata key =
            kms.createKey(request -> request.description("test")).keyMetadata();

    @Test
    void describesTheKeyItMade() {
        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/" + key.keyId());
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.creationDate())
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(kms.describeKey(request -> request.keyId(key.arn())).keyMetadata())
                .isEqualTo(key);
    }

    @Test
    void decryptsInTheSameContextWithoutBeingToldTheKey() {
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        DecryptResponse opened = decrypt(blob, Map.of("b", "2", "a", "1"));
        assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
        assertThat(opened.keyId()).isEqualTo(key.arn());
        assertThat(new String(blob.asByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    @Test
    void refusesAnotherContextOrNone() {
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        for (Map<String, String> other :
                List.of(Map.<String, String>of(), Map.of("a", "1"), Map.of("a", "2", "b", "1"), Map.of("a1b", "2"))) {
            assertThat(refusalOf(() -> decrypt(blob, other))).isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void refusesABlobThatWasChangedAnywhereBehindTheKeysName() {
        byte[] blob = encrypt(key.keyId(), CONTEXT).asByteArray();
        int behindName = 3 + key.arn().length();
        for (int i = behindName; i < blob.length; i += 5) {
            byte[] changed = blob.clone();
            changed[i] ^= 1;
            assertThat(refusalOf(() -> decrypt(SdkBytes.fromByteArray(changed), CONTEXT)))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
        assertThat(refusalOf(() -> decrypt(SdkBytes.fromUtf8String("not a blob"), CONTEXT)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void refusesAnotherKeyThanTheOneThatEncrypted() {
        String other = kms.createKey().keyMetadata().keyId();
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        DecryptRequest.Builder request =
                DecryptRequest.builder().ciphertextBlob(blob).encryptionContext(CONTEXT);
        assertThat(refusalOf(() -> kms.decrypt(request.keyId(other).build())))
                .isInstanceOf(IncorrectKeyException.class);
        assertThat(kms.decrypt(request.keyId(key.arn()).build()).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void acceptsIdArnAliasAndAliasArn() {
        kms.createAlias(request -> request.aliasName("alias/my-erp").targetKeyId(key.keyId()));
        for (String name :
                List.of(key.keyId(), key.arn(), "alias/my-erp", "arn:aws:kms:us-east-1:123456789012:alias/my-erp")) {
            assertThat(decrypt(encrypt(name, CONTEXT), CONTEXT).keyId()).isEqualTo(key.arn());
        }
    }

    @Test
    void doesNotKnowKeysThatNobodyMade() {
        for (String name : List.of(
                "alias/missing",
                "not-a-key",
                "00000000-0000-0000-0000-000000000000",
                "arn:aws:kms:eu-west-1:123456789012:key/" + key.keyId())) {
            assertThat(refusalOf(() -> encrypt(name, CONTEXT))).isInstanceOf(NotFoundException.class);
        }
        assertThat(refusalOf(() -> kms.disableKey(request -> request.keyId("alias/aws/ssm"))))
                .as("operations that change a key take no alias")
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void keepsRegionsApart() {
        SdkBytes blob = encrypt(key.keyId(), CONTEXT);
        try (KmsClient elsewhere = aws.kmsIn("eu-west-1")) {
            assertThat(elsewhere.listKeys().keys()).isEmpty();
            assertThat(codeOf(() -> elsewhere.decrypt(
                            request -> request.ciphertextBlob(blob).encryptionContext(CONTEXT))))
                    .isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void aDataKeyComesWrappedUnderTheKeyInItsContext() {
        GenerateDataKeyResponse dataKey = kms.generateDataKey(request ->
                request.keyId(key.keyId()).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
        assertThat(decrypt(dataKey.ciphertextBlob(), CONTEXT).plaintext()).isEqualTo(dataKey.plaintext());
        assertThat(kms.generateDataKey(request -> request.keyId(key.keyId()).numberOfBytes(64))
                        .plaintext()
                        .asByteArray())
                .hasSize(64);
        assertThat(codeOf(() -> kms.generateDataKey(request -> request.keyId(key.keyId()))))
                .isEqualTo("ValidationException");
    }

    @Test
    void nothingPrintsAKeyOrAPlaintext() {
        DataKey dataKey = aws.keys.generateDataKey("us-east-1", key.keyId(), 32, CONTEXT);
        assertThat(dataKey).hasToString("DataKey[under " + key.arn() + "]");
    }

    private SdkBytes encrypt(String keyId, Map<String, String> context) {
        return kms.encrypt(request -> request.keyId(keyId).plaintext(PLAINTEXT).encryptionContext(context))
                .ciphertextBlob();
    }

    private DecryptResponse decrypt(SdkBytes blob, Map<String, String> context) {
        return kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context));
    }
}
