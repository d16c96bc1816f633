package rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.failure.BadRequest;
import rekey.rotation.RotationOrder.Kind;

class RotationOrderTest {
    private static final String JANE = "arn:aws:iam::123456789012:user/jane";

    @ParameterizedTest
    @CsvSource({"check,CHECK", "rotate,ROTATE", "rollback,ROLLBACK", "forward,FORWARD", "enrolled,ENROLLED"})
    void isReadByItsName(String name, Kind kind) {
        assertThat(read("{'order':'%s','by':'%s'}".formatted(name, JANE)))
                .isEqualTo(new RotationOrder(kind, false, JANE));
    }

    @Test
    void mayBeForced() {
        assertThat(read("{'order':'rotate','force':true,'by':'%s'}".formatted(JANE)))
                .isEqualTo(new RotationOrder(Kind.ROTATE, true, JANE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{'order':'evil','by':'me'}",
                "{'order':'ROTATE','by':'me'}",
                "{'order':7,'by':'me'}",
                "{'order':'check'}",
                "{'order':'check','by':''}",
                "{'order':'check','by':7}",
                "{'order':'check','by':'evil\\n'}",
                "{'order':'check','by':'évil'}",
                "{'order':'check','by':'me','evil':1}",
                "{'order':'check','by':'me','force':true}",
                "{'order':'rotate','by':'me','force':'evil'}",
                "{'order':'rotate','by':'me','force':null}"
            })
    void isRefusedWhenItBreaksARuleWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadRequest.class)
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    @Test
    void saysWhoGaveItInTwoHundredCharacters() {
        assertThat(read("{'order':'check','by':'%s'}".formatted("x".repeat(200)))
                        .by())
                .hasSize(200);
        assertThatThrownBy(() -> read("{'order':'check','by':'%s'}".formatted("x".repeat(201))))
                .isInstanceOf(BadRequest.class);
    }

    @Test
    void anEventOfAQueueIsReadWholeOrNotAtAll() throws JsonProcessingException {
        String good =
                "{'messageId':'1-a','eventSourceARN':'arn:aws:sqs:eu-west-1:123456789012:my-erp-expiry','body':'x'}";
        var event =
                new ObjectMapper().readTree("{'Records':[%s]}".formatted(good).replace('\'', '"'));

        assertThat(QueueEvent.is(event)).isTrue();
        assertThat(QueueEvent.read(event).messages())
                .singleElement()
                .satisfies(message -> assertThat(List.of(message.id(), message.queue(), message.body()))
                        .containsExactly("1-a", "my-erp-expiry", "x"));
        for (String bad : List.of(
                "7",
                good.replace("my-erp-expiry", "evil:evil"),
                good.replace("1-a", "evil\\u0000"),
                good.replace("'x'", "{}"),
                good.replace("body", "evil"))) {
            var broken = new ObjectMapper()
                    .readTree("{'Records':[%s,%s]}".formatted(good, bad).replace('\'', '"'));
            assertThatThrownBy(() -> QueueEvent.read(broken))
                    .isInstanceOf(BadRequest.class)
                    .hasMessageNotContaining("evil");
        }
    }

    private static RotationOrder read(String text) {
        try {
            return RotationOrder.read(new ObjectMapper().readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
