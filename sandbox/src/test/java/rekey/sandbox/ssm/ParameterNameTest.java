package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParameterNameTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    @ParameterizedTest
    @CsvSource({
        "awsThing, ValidationException",
        "SSM-thing, ValidationException",
        "/Ssm/thing, ValidationException",
        "/aws/thing, AccessDeniedException",
        "my-erp/a, ValidationException",
        "/my erp/a, ValidationException",
        "/my-erp//a, ValidationException",
        "/my-erp/a/, ValidationException",
        "/my-erp/a@b, ValidationException",
        "/my-erp/a:b, ValidationException",
        "/, ValidationException"
    })
    void refusesANameThatBreaksTheRules(String name, String code) {
        assertThat(codeOf(() -> put(name))).isEqualTo(code);
    }

    @Test
    void aHierarchyHasFifteenLevels() {
        put("/l".repeat(15));
        assertThat(refusalOf(() -> put("/l".repeat(16)))).isInstanceOf(HierarchyLevelLimitExceededException.class);
    }

    @Test
    void theArnOfANameHas1011Characters() {
        int left = 1011 - "arn:aws:ssm:us-east-1:123456789012:parameter/".length();
        put("/" + "x".repeat(left));
        assertThat(codeOf(() -> put("/" + "y".repeat(left + 1)))).isEqualTo("ValidationException");
        assertThat(refusalOf(() -> put("y".repeat(2049))))
                .hasMessageContaining("Value at 'name' failed to satisfy constraint: Member must have length less than"
                        + " or equal to 2048");
    }

    @Test
    void aNameWithAndOneWithoutLeadingSlashAreOneParameter() {
        put("/a");
        assertThat(refusalOf(() -> put("a"))).isInstanceOf(ParameterAlreadyExistsException.class);
    }

    private void put(String name) {
        ssm.putParameter(request -> request.name(name).value("value").type(ParameterType.STRING));
    }
}
