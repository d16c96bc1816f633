package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InvalidKeyIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** PutParameter and DeleteParameter. */
abstract class PutContract extends Contract {
    PutContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void countsTheVersionsOfAParameter() {
        assertThat(put("a", put -> {}).version()).isEqualTo(1);
        assertThat(put("a", put -> put.overwrite(true)).version()).isEqualTo(2);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void saysWhichTierAParameterIsIn() {
        assertThat(put("a", put -> {}).tier()).isEqualTo(ParameterTier.STANDARD);
        assertThat(put("b", put -> put.tier(ParameterTier.ADVANCED)).tier()).isEqualTo(ParameterTier.ADVANCED);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void overwritesOnlyWhenTold() {
        put("a", put -> {});
        assertThat(refusalOf(() -> put("a", put -> put.overwrite(false))))
                .isInstanceOf(ParameterAlreadyExistsException.class);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void showsTheKeyThatAPutNamed() {
        String key = newKey().arn();
        put("a", put -> put.keyId(key));
        assertThat(described("a").keyId()).isEqualTo(key);
    }

    @Test
    @Needs(Capability.DEFAULT_KEY)
    void takesTheDefaultKeyWhenAPutLeavesTheKeyOut() {
        String key = newKey().arn();
        put("a", put -> put.keyId(key));
        put("a", put -> put.overwrite(true));
        assertThat(described("a").keyId()).isEqualTo("alias/aws/ssm");
    }

    @Test
    @Needs(Capability.KEYS_OF_PARAMETERS)
    void refusesAKeyThatIsNotThere() {
        assertThat(refusalOf(() -> put("a", put -> put.keyId("alias/" + application))))
                .isInstanceOf(InvalidKeyIdException.class);
    }

    @Test
    @Needs(Capability.KEYS_OF_PARAMETERS)
    void refusesADisabledKey() {
        KeyMetadata key = newKey();
        aws.kms().disableKey(request -> request.keyId(key.keyId()));
        assertThat(refusalOf(() -> put("a", put -> put.keyId(key.arn())))).isInstanceOf(InvalidKeyIdException.class);
    }

    @Test
    @Needs(Capability.TYPES_FIXED)
    void keepsTheTypeOfAParameter() {
        put("a", put -> put.type(ParameterType.STRING));
        assertThat(refusalOf(() -> put("a", put -> put.overwrite(true))))
                .isInstanceOf(HierarchyTypeMismatchException.class);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void refusesATypeThatThereIsNot() {
        assertThat(codeOf(() -> put("a", put -> put.type("Secret")))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void aNewParameterMustSayItsType() {
        assertThat(codeOf(() -> put("a", put -> put.type((String) null)))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void keepsTheTypeAndTheDescriptionThatAPutLeavesOut() {
        put("a", put -> put.description("what it is"));
        put("a", put -> put.type((String) null).overwrite(true));
        assertThat(described("a").type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(described("a").description()).isEqualTo("what it is");
    }

    @Test
    @Needs(Capability.VALUE_SIZES)
    void refusesAValueThatIsTooLargeForStandard() {
        put("a", put -> put.value("x".repeat(4096)));
        assertThat(codeOf(() -> put("b", put -> put.value("x".repeat(4097))))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.VALUE_SIZES)
    void refusesAValueThatIsTooLargeForAdvanced() {
        put("a", put -> put.value("x".repeat(8192)).tier(ParameterTier.ADVANCED));
        assertThat(codeOf(() -> put("b", put -> put.value("x".repeat(8193)).tier(ParameterTier.ADVANCED))))
                .isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void refusesAValueThatIsEmpty() {
        assertThat(codeOf(() -> put("a", put -> put.value("")))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.TIERS)
    void anAdvancedParameterStaysAdvanced() {
        put("a", put -> put.tier(ParameterTier.ADVANCED));
        assertThat(codeOf(() -> put("a", put -> put.tier(ParameterTier.STANDARD).overwrite(true))))
                .isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.TIERS)
    void intelligentTieringTakesStandardWhereItIsEnough() {
        put("a", put -> put.tier(ParameterTier.INTELLIGENT_TIERING));
        assertThat(described("a").tier()).isEqualTo(ParameterTier.STANDARD);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void refusesANameOfAmazons() {
        assertThat(codeOf(() -> aws.ssm()
                        .putParameter(put ->
                                put.name("/aws/" + application).value("x").type(ParameterType.STRING))))
                .isIn("ValidationException", "AccessDeniedException");
    }

    @Test
    @Needs(Capability.ALLOWED_PATTERNS)
    void refusesAValueThatDoesNotMatchTheAllowedPattern() {
        assertThat(codeOf(() -> put("a", put -> put.allowedPattern("[0-9]+"))))
                .isEqualTo("ParameterPatternMismatchException");
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void whatIsDeletedIsGone() {
        put("a", put -> {});
        aws.ssm().deleteParameter(request -> request.name(parameter("a")));
        assertThat(refusalOf(() -> aws.ssm().getParameter(request -> request.name(parameter("a")))))
                .isInstanceOf(ParameterNotFoundException.class);
        assertThat(refusalOf(() -> aws.ssm().deleteParameter(request -> request.name(parameter("a")))))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    private PutParameterResponse put(String name, Consumer<PutParameterRequest.Builder> more) {
        PutParameterRequest.Builder put = PutParameterRequest.builder()
                .name(parameter(name))
                .value("hunter2")
                .type(ParameterType.SECURE_STRING);
        more.accept(put);
        return aws.ssm().putParameter(put.build());
    }
}
