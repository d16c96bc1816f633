package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InvalidKeyIdException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

class SecureStringTest {
    private static final String NAME = "/my-erp/lwa/clientsecret";
    private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;
    private static final Caller CALLER = Caller.overNetwork(new Principal.User(AwsAccount.ID, "operator"), true);

    private final String key = aws.kms.createKey().keyMetadata().keyId();

    SecureStringTest() {
        aws.kms.createAlias(request -> request.aliasName("alias/my-erp").targetKeyId(key));
    }

    @ParameterizedTest
    @EnumSource(
            value = ParameterTier.class,
            names = {"STANDARD", "ADVANCED"})
    void readsBackOnlyWithDecryption(ParameterTier tier) {
        put(tier, "hunter2");
        assertThat(read(true)).isEqualTo("hunter2");
        String undecrypted = read(false);
        assertThat(new String(Base64.getDecoder().decode(undecrypted), StandardCharsets.ISO_8859_1))
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource(
            value = ParameterTier.class,
            names = {"STANDARD", "ADVANCED"})
    void holdsAsMuchAsItsTierAllows(ParameterTier tier) {
        String value = "x".repeat(tier == ParameterTier.STANDARD ? 4096 : 8192);
        put(tier, value);
        assertThat(read(true)).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(
            value = ParameterTier.class,
            names = {"STANDARD", "ADVANCED"})
    void asksKmsOnEveryReadSoADisabledKeyStopsIt(ParameterTier tier) {
        put(tier, "hunter2");
        aws.kms.disableKey(request -> request.keyId(key));
        assertThat(refusalOf(() -> read(true)))
                .isInstanceOf(InvalidKeyIdException.class)
                .hasMessageContaining(
                        "is disabled. (Service: AWSKMS; Status Code: 400; Error Code: DisabledException)");
        assertThat(read(false)).isNotEmpty();
        aws.kms.enableKey(request -> request.keyId(key));
        assertThat(read(true)).isEqualTo("hunter2");
    }

    @Test
    void aStandardValueIsWhatKmsEncryptsInTheContextOfTheParametersArn() {
        put(ParameterTier.STANDARD, "hunter2");
        SdkBytes blob = SdkBytes.fromByteArray(Base64.getDecoder().decode(read(false)));
        assertThat(aws.kms
                        .decrypt(
                                request -> request.ciphertextBlob(blob).encryptionContext(Map.of("PARAMETER_ARN", ARN)))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hunter2");
        assertThat(refusalOf(() -> aws.kms.decrypt(
                        request -> request.ciphertextBlob(blob).encryptionContext(Map.of("PARAMETER_ARN", ARN + "2")))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aValueMovedToAnotherParameterCannotBeRead(Tier tier) {
        SecureValues secure = new SecureValues(aws.keys);
        StoredValue stored = secure.encrypt(CALLER, "us-east-1", ARN, tier, key, "hunter2");
        assertThat(secure.decrypt(CALLER, "us-east-1", ARN, stored)).isEqualTo("hunter2");
        assertThatThrownBy(() -> secure.decrypt(CALLER, "us-east-1", ARN + "2", stored))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.type()).isEqualTo("InvalidKeyId"));
    }

    @Test
    void anEnvelopeThatWasTamperedWithCannotBeRead() {
        SecureValues secure = new SecureValues(aws.keys);
        StoredValue.Enveloped stored =
                (StoredValue.Enveloped) secure.encrypt(CALLER, "us-east-1", ARN, Tier.ADVANCED, key, "hunter2");
        stored.ciphertext()[20] ^= 1;
        assertThatThrownBy(() -> secure.decrypt(CALLER, "us-east-1", ARN, stored))
                .isInstanceOf(AwsError.class);
    }

    @Test
    void nothingPrintsAValue() {
        assertThat(new StoredValue.Clear("hunter2")).hasToString("Clear[7 characters]");
        assertThat(new SecureValues(aws.keys)
                        .encrypt(CALLER, "us-east-1", ARN, Tier.STANDARD, key, "hunter2")
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void showsTheKeyAsItWasGiven() {
        put(ParameterTier.STANDARD, "hunter2");
        assertThat(keyId()).isEqualTo("alias/my-erp");
    }

    @Test
    void overwritingWithoutKeyIdFallsBackToTheDefaultKey() {
        put(ParameterTier.STANDARD, "hunter2");
        ssm.putParameter(request -> request.name(NAME).value("hunter3").overwrite(true));
        assertThat(keyId()).isEqualTo("alias/aws/ssm");
        aws.kms.disableKey(request -> request.keyId(key));
        assertThat(read(true)).isEqualTo("hunter3");
    }

    @Test
    void refusesAKeyThatCannotBeUsed() {
        for (String missing : new String[] {"alias/missing", "00000000-0000-0000-0000-000000000000"}) {
            assertThat(refusalOf(() -> ssm.putParameter(
                            secure().value("hunter2").keyId(missing).build())))
                    .isInstanceOf(InvalidKeyIdException.class)
                    .hasMessageContaining("NotFoundException");
        }
        aws.kms.scheduleKeyDeletion(request -> request.keyId(key));
        assertThat(refusalOf(() -> put(ParameterTier.ADVANCED, "hunter2")))
                .isInstanceOf(InvalidKeyIdException.class)
                .hasMessageContaining("is pending deletion");
        assertThat(ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void everyVersionStaysReadableUnderTheKeyItWasWrittenWith() {
        put(ParameterTier.STANDARD, "one");
        ssm.putParameter(request -> request.name(NAME).value("two").overwrite(true));
        ssm.putParameter(request ->
                request.name(NAME).value("three").tier(ParameterTier.ADVANCED).overwrite(true));
        assertThat(ssm.getParameterHistory(request -> request.name(NAME).withDecryption(true))
                        .parameters())
                .extracting(version -> version.version() + " " + version.value() + " " + version.keyId() + " "
                        + version.tierAsString())
                .containsExactly(
                        "1 one alias/my-erp Standard",
                        "2 two alias/aws/ssm Standard",
                        "3 three alias/aws/ssm Advanced");
    }

    @Test
    void aRefusalDoesNotShowTheValue() {
        assertThat(refusalOf(() -> ssm.putParameter(secure().value("hunter2".repeat(1000))
                        .keyId("alias/missing")
                        .build())))
                .hasMessageNotContaining("hunter2");
        assertThat(refusalOf(() -> ssm.putParameter(
                        secure().value("hunter2").allowedPattern("\\d").build())))
                .hasMessageNotContaining("hunter2");
    }

    private void put(ParameterTier tier, String value) {
        ssm.putParameter(secure().value(value).tier(tier).keyId("alias/my-erp").build());
    }

    private static PutParameterRequest.Builder secure() {
        return PutParameterRequest.builder().name(NAME).type(ParameterType.SECURE_STRING);
    }

    private String read(boolean withDecryption) {
        return ssm.getParameter(request -> request.name(NAME).withDecryption(withDecryption))
                .parameter()
                .value();
    }

    private String keyId() {
        return ssm.describeParameters().parameters().get(0).keyId();
    }
}
