package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InvalidAllowedPatternException;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

class PutParameterTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    @Test
    void createsAParameterThatReadsBack() {
        PutParameterResponse put = put("/my-erp/a", request -> request.description("first"));
        assertThat(put.version()).isEqualTo(1);
        assertThat(put.tier()).isEqualTo(ParameterTier.STANDARD);
        Parameter read = ssm.getParameter(request -> request.name("/my-erp/a")).parameter();
        assertThat(read.value()).isEqualTo("value");
        assertThat(read.type()).isEqualTo(ParameterType.STRING);
        assertThat(read.arn()).isEqualTo("arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/a");
        assertThat(read.dataType()).isEqualTo("text");
        assertThat(read.lastModifiedDate()).isBetween(aws.clock.instant().minusSeconds(30), aws.clock.instant());
        ParameterMetadata described = described();
        assertThat(described.description()).isEqualTo("first");
        assertThat(described.lastModifiedUser()).isEqualTo("arn:aws:iam::123456789012:user/operator");
    }

    @Test
    void overwritesOnlyWhenAsked() {
        put("/a", request -> {});
        assertThat(refusalOf(() -> put("/a", request -> {}))).isInstanceOf(ParameterAlreadyExistsException.class);
        assertThat(put("/a", request -> request.overwrite(true)).version()).isEqualTo(2);
    }

    @Test
    void anOverwriteKeepsTypeDescriptionAndPatternThatItDoesNotSend() {
        put("/a", request -> request.description("kept").allowedPattern("[a-z]+"));
        put("/a", request -> request.type((String) null).overwrite(true).value("other"));
        ParameterMetadata described = described();
        assertThat(described.type()).isEqualTo(ParameterType.STRING);
        assertThat(described.description()).isEqualTo("kept");
        assertThat(described.allowedPattern()).isEqualTo("[a-z]+");
    }

    @Test
    void aNewParameterNeedsAType() {
        assertThat(refusalOf(
                        () -> put("/a", request -> request.type((String) null).overwrite(true))))
                .hasMessageContaining("A parameter type is required when you create a parameter.");
        assertThat(codeOf(() -> put("/a", request -> request.type("Secret")))).isEqualTo("ValidationException");
    }

    @Test
    void theTypeOfAParameterDoesNotChange() {
        put("/a", request -> {});
        assertThat(refusalOf(() -> put(
                        "/a",
                        request -> request.type(ParameterType.SECURE_STRING).overwrite(true))))
                .isInstanceOf(HierarchyTypeMismatchException.class);
    }

    @Test
    void tagsComeWithTheFirstPutOnly() {
        Tag tag = Tag.builder().key("team").value("erp").build();
        put("/a", request -> request.tags(tag));
        assertThat(refusalOf(() -> put("/a", request -> request.tags(tag).overwrite(true))))
                .hasMessageContaining("tags and overwrite can't be used together");
        assertThat(ssm.listTagsForResource(
                                request -> request.resourceType("Parameter").resourceId("/a"))
                        .tagList())
                .containsExactly(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a {{ssm:b}} c"})
    void refusesAValueThatIsEmptyOrNamesAParameter(String value) {
        assertThat(codeOf(() -> put("/a", request -> request.value(value)))).isEqualTo("ValidationException");
    }

    @Test
    void standardHolds4096BytesAndAdvanced8192() {
        put("/s", request -> request.value("x".repeat(4096)));
        assertThat(refusalOf(() -> put("/t", request -> request.value("x".repeat(4097)))))
                .hasMessageContaining("maximum parameter value of 4096 characters")
                .hasMessageNotContaining("xxx");
        put("/a", request -> request.value("x".repeat(8192)).tier(ParameterTier.ADVANCED));
        assertThat(refusalOf(() ->
                        put("/b", request -> request.value("x".repeat(8193)).tier(ParameterTier.ADVANCED))))
                .hasMessageContaining("8192");
        assertThat(codeOf(() -> put("/u", request -> request.value("\u00e9".repeat(2049)))))
                .as("bytes count, not characters")
                .isEqualTo("ValidationException");
    }

    @Test
    void intelligentTieringChoosesAdvancedOnlyWhenNeeded() {
        assertThat(put("/a", request -> request.tier(ParameterTier.INTELLIGENT_TIERING))
                        .tier())
                .isEqualTo(ParameterTier.STANDARD);
        assertThat(put(
                                "/a",
                                request -> request.tier(ParameterTier.INTELLIGENT_TIERING)
                                        .overwrite(true)
                                        .value("x".repeat(4097)))
                        .tier())
                .isEqualTo(ParameterTier.ADVANCED);
        assertThat(put(
                                "/a",
                                request -> request.tier(ParameterTier.INTELLIGENT_TIERING)
                                        .overwrite(true))
                        .tier())
                .as("it never goes back")
                .isEqualTo(ParameterTier.ADVANCED);
    }

    @Test
    void anAdvancedParameterDoesNotGoBackToStandard() {
        put("/a", request -> request.tier(ParameterTier.ADVANCED));
        for (ParameterTier tier : new ParameterTier[] {ParameterTier.STANDARD, null}) {
            assertThat(refusalOf(() -> put("/a", request -> request.tier(tier).overwrite(true))))
                    .hasMessageContaining("You can't downgrade a parameter");
        }
        assertThat(put("/a", request -> request.tier(ParameterTier.ADVANCED).overwrite(true))
                        .version())
                .as("a refused put leaves no version behind")
                .isEqualTo(2);
    }

    @Test
    void theValueMustMatchTheAllowedPattern() {
        assertThat(refusalOf(() -> put("/a", request -> request.allowedPattern("\\d+"))))
                .isInstanceOf(ParameterPatternMismatchException.class)
                .hasMessageNotContaining("'value'");
        put("/a", request -> request.allowedPattern("\\d+").value("17"));
        assertThat(refusalOf(() -> put("/a", request -> request.value("x").overwrite(true))))
                .as("a kept pattern still binds")
                .isInstanceOf(ParameterPatternMismatchException.class);
        assertThat(refusalOf(() -> put("/b", request -> request.allowedPattern("["))))
                .isInstanceOf(InvalidAllowedPatternException.class);
    }

    @Test
    void onlyASecureStringHasAKey() {
        assertThat(refusalOf(() -> put("/a", request -> request.keyId("alias/aws/ssm"))))
                .hasMessageContaining("KeyId is required for SecureString type parameter only.");
    }

    @Test
    void knowsTheDataTypeTextOnly() {
        put("/a", request -> request.dataType("text"));
        assertThat(codeOf(() -> put("/b", request -> request.dataType("aws:ec2:image"))))
                .isEqualTo("ValidationException");
    }

    private ParameterMetadata described() {
        return ssm.describeParameters().parameters().get(0);
    }

    private PutParameterResponse put(String name, Consumer<PutParameterRequest.Builder> more) {
        return ssm.putParameter(
                request -> more.accept(request.name(name).value("value").type(ParameterType.STRING)));
    }
}
