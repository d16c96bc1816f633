package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectingKeyTest {
    private static final ProtectingKey KEY = new ProtectingKey(
            "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "alias/my-erp");

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab, true, true",
        "1234abcd-12ab-34cd-56ef-1234567890ab, true, true",
        "alias/my-erp, true, false",
        "arn:aws-cn:kms:cn-north-1:123456789012:alias/my-erp, true, false",
        "arn:aws:kms:cn-north-1:123456789012:alias/my-erp, false, false",
        "arn:aws-cn:kms:cn-north-1:210987654321:alias/my-erp, false, false",
        "alias/my-erp2, false, false",
        "alias/aws/ssm, false, false",
        "'', false, false",
        "key/1234abcd-12ab-34cd-56ef-1234567890ab, false, false",
        "00000000-12ab-34cd-56ef-1234567890ab, false, false"
    })
    void knowsItselfByArnAndIdAndByItsAlias(String keyId, boolean named, boolean itself) {
        assertThat(KEY.isNamedBy(keyId)).isEqualTo(named);
        assertThat(KEY.isItself(keyId)).isEqualTo(itself);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-12ab-34cd-56ef-1234567890ab, arn:aws-cn:kms:cn-north-1:123456789012:key/00000000-12ab-34cd-56ef-1234567890ab",
        "arn:aws-cn:kms:cn-north-1:210987654321:key/00000000-12ab-34cd-56ef-1234567890ab, arn:aws-cn:kms:cn-north-1:210987654321:key/00000000-12ab-34cd-56ef-1234567890ab",
        "alias/other, ",
        "'', "
    })
    void finishesTheArnOfAnotherKey(String keyId, String arn) {
        assertThat(KEY.arnOf(keyId).orElse(null)).isEqualTo(arn);
    }
}
