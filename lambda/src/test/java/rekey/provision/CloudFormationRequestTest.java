package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudFormationRequestTest {

    @Test
    void isReadFromAnEvent() {
        CloudFormationRequest request = ProvisionEvent.read(ProvisionEvent.create(1)
                .put("RequestType", "Update")
                .put("PhysicalResourceId", "/x (adopted)")
                .toString());

        assertThat(request.type()).isEqualTo("Update");
        assertThat(request.responseUrl().address()).hasToString(ProvisionEvent.responseUrl(1));
        assertThat(request.stackId()).isEqualTo(ProvisionEvent.STACK_ID);
        assertThat(request.requestId()).isEqualTo("5ec54a1f-0000-4000-8000-000000000001");
        assertThat(request.logicalId()).isEqualTo("ClientSecret5E0A61F1");
        assertThat(request.physicalId()).contains(new PhysicalId("/x (adopted)"));
        assertThat(request.properties().get("Name").asText()).isEqualTo(ProvisionEvent.NAME);
        assertThat(request.problems()).isEmpty();
    }

    @Test
    void printsNeitherTheResponseUrlNorTheProperties() {
        ObjectNode event = ProvisionEvent.create(1);
        event.withObject("/ResourceProperties").put("Value", "evil");
        CloudFormationRequest request = ProvisionEvent.read(event.toString());

        assertThat(request).hasToString("CloudFormationRequest[Create of ClientSecret5E0A61F1]");
        assertThat(CloudFormationAnswer.failure(request, "reason").toString())
                .doesNotContain(ProvisionEvent.SIGNATURE, "evil");
    }

    @ParameterizedTest
    @CsvSource({
        "RequestType, Rotate",
        "RequestType, ",
        "StackId, ",
        "StackId, ''",
        "RequestId, ",
        "LogicalResourceId, a b",
        "PhysicalResourceId, a\"b",
        "PhysicalResourceId, a\\b",
        "PhysicalResourceId, ''"
    })
    void knowsWhatIsWrongWithIt(String field, String value) {
        CloudFormationRequest request =
                ProvisionEvent.read(ProvisionEvent.create(1).put(field, value).toString());

        assertThat(request.problems()).containsExactly(field + " is missing, or is not what CloudFormation sends.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evil",
                "{",
                "[]",
                "null",
                "\"evil\"",
                "{}",
                "{} evil",
                "{\"ResponseURL\":null}",
                "{\"ResponseURL\":[\"evil\"]}",
                "{\"ResponseURL\":\"https://evil.example.com/\"}",
                "{\"ResponseURL\":\"http://127.0.0.1/\",\"ResponseURL\":\"http://127.0.0.1/evil\"}"
            })
    void isRefusedWhenThereIsNowhereToAnswer(String event) {
        assertThatThrownBy(() -> ProvisionEvent.read(event))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("There is nowhere to answer")
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    @Test
    void mayHaveAMebibyteAndNotOneMore() {
        String event = ProvisionEvent.create(1).toString();
        String padded = event + " ".repeat(1024 * 1024 - event.length());

        assertThat(ProvisionEvent.read(padded).problems()).isEmpty();
        assertThatThrownBy(() -> ProvisionEvent.read(padded + " "))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }
}
