package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.provision.Refusal.Operation;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Refusals in AWS's own words, as far as they differ from the sandbox's. */
class RefusalTest {
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String BEFORE = "arn:aws:kms:us-east-1:123456789012:key/00000000-12ab-34cd-56ef-1234567890ab";
    private static final ProtectingKey WANTED = new ProtectingKey(KEY, "alias/my-erp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you"
                        + " are not allowed to access.",
                "User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: kms:Decrypt on resource: "
                        + BEFORE + " because no identity-based policy allows the kms:Decrypt action"
            })
    void aKeyThatTheRoleMayNotUseIsTheKeyOfAnEarlierDeployment(String message) {
        assertThat(failure(Operation.READ, BEFORE, "AccessDeniedException", message))
                .hasMessageStartingWith("Cannot read /my-erp/x: its value is encrypted by the KMS key " + BEFORE + ",")
                .hasMessageContaining("deploy with -c key=" + BEFORE + ". ");
    }

    @Test
    void theKeyThatKmsNamesIsTheOneBehindAnAlias() {
        assertThat(failure(Operation.READ, "alias/my-erp", "InvalidKeyId", BEFORE + " is disabled. (Service: AWSKMS)"))
                .hasMessageContaining("deploy with -c key=" + BEFORE + ". ");
    }

    @Test
    void aRightOnTheParameterThatIsMissingIsNoMatterOfTheKey() {
        assertThat(
                        failure(
                                Operation.READ,
                                KEY,
                                "AccessDeniedException",
                                "User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: ssm:GetParameter"))
                .hasMessage("Cannot read /my-erp/x: access denied. Grant the function's role ssm:GetParameter on this"
                        + " parameter, and kms:Decrypt on its KMS key " + KEY + ", and deploy again.");
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void noOperationRepeatsWhatAwsQuotes(Operation operation) {
        for (String code :
                new String[] {"ValidationException", "ThrottlingException", "InvalidKeyId", "AccessDenied", "New"}) {
            assertThat(failure(operation, KEY, code, "Value 'evil' at 'value' failed to satisfy constraint"))
                    .hasMessageContaining(operation.verb + " /my-erp/x")
                    .hasMessageNotContaining("evil")
                    .hasNoCause();
        }
    }

    private static ProvisionFailure failure(Operation operation, String key, String code, String message) {
        return failure(operation, key, 400, code, message);
    }

    private static ProvisionFailure failure(Operation operation, String key, int status, String code, String message) {
        var error = (SsmException) SsmException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
        Refusal refusal = new Refusal(operation, "/my-erp/x", key, error);
        assertThat(refusal.toString()).doesNotContain("evil");
        return refusal.failure(WANTED);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, 400, ThrottlingException, true",
        "PUT, 400, TooManyUpdates, true",
        "PUT, 400, RequestLimitExceeded, true",
        "PUT, 400, ServiceUnavailable, true",
        "PUT, 400, TooManyRequestsException, true",
        "PUT, 429, New, true",
        "PUT, 500, New, true",
        "PUT, 503, New, true",
        "PUT, 400, AccessDeniedException, true",
        "PUT, 403, New, true",
        "READ, 400, AccessDeniedException, true",
        "READ, 400, InvalidKeyId, false",
        "READ, 400, InvalidCiphertextException, false",
        "READ, 400, KMSInvalidStateException, false",
        "PUT, 400, InvalidKeyId, false",
        "PUT, 400, kmsDisabledException, false",
        "PUT, 400, ParameterLimitExceeded, false",
        "PUT, 400, New, false"
    })
    void onlyWhatMayPassIsWaitedFor(Operation operation, int status, String code, boolean passing) {
        assertThat(failure(operation, BEFORE, status, code, "not authorized to perform: kms:Decrypt")
                        .isPassing())
                .isEqualTo(passing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidKeyId", "InvalidCiphertextException", "KMSInvalidStateException"})
    void everyNameForAKeyThatCannotBeUsedIsKnown(String code) {
        assertThat(failure(Operation.READ, BEFORE, code, "")).hasMessageContaining("-c key=" + BEFORE + ". ");
        if (!code.startsWith("InvalidC")) {
            assertThat(failure(Operation.PUT, KEY, code, "")).hasMessageContaining("cannot use the KMS key " + KEY);
        }
    }
}
