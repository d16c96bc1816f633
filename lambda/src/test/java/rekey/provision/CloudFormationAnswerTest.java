package rekey.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudFormationAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CloudFormationRequest request = ProvisionEvent.request(1);

    @Test
    void ofSuccessHasTheIdsAndTheName() {
        byte[] json = CloudFormationAnswer.success(
                        request, PhysicalId.adopted(ProvisionEvent.NAME), ProvisionEvent.NAME)
                .json();

        assertThat(new String(json, UTF_8))
                .isEqualTo("{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"/my-erp/lwa/clientsecret (adopted)\","
                        + "\"StackId\":\"" + ProvisionEvent.STACK_ID + "\","
                        + "\"RequestId\":\"5ec54a1f-0000-4000-8000-000000000001\","
                        + "\"LogicalResourceId\":\"ClientSecret5E0A61F1\","
                        + "\"Data\":{\"Name\":\"/my-erp/lwa/clientsecret\"}}");
    }

    @Test
    void ofFailureHasTheReasonAndAnIdThatDeletesNothing() throws IOException {
        JsonNode json =
                JSON.readTree(CloudFormationAnswer.failure(request, "Because.").json());

        assertThat(json.get("Status").asText()).isEqualTo("FAILED");
        assertThat(json.get("Reason").asText()).isEqualTo("Because.");
        assertThat(json.get("PhysicalResourceId").asText()).isEqualTo("not created: ClientSecret5E0A61F1");
        assertThat(json.has("Data")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "ß", "\u0001", "€"})
    void staysBelowFourKibibytesWhateverTheReason(String character) throws IOException {
        for (int length = 3_000; length < 6_000; length += 7) {
            byte[] body = CloudFormationAnswer.failure(request, "Start " + character.repeat(length))
                    .json();

            assertThat(body.length).isLessThan(4_096);
            assertThat(JSON.readTree(body).get("Reason").asText()).startsWith("Start " + character);
        }
    }

    @Test
    void staysBelowFourKibibytesWithTheLongestIds() {
        CloudFormationRequest longest = ProvisionEvent.read(ProvisionEvent.create(1)
                .put("StackId", "s".repeat(512))
                .put("RequestId", "r".repeat(512))
                .put("LogicalResourceId", "l".repeat(255))
                .put("PhysicalResourceId", "p".repeat(1_024))
                .toString());

        assertThat(longest.problems()).isEmpty();
        assertThat(CloudFormationAnswer.failure(longest, "x".repeat(10_000)).json().length)
                .isBetween(4_000, 4_095);
        String name = "/" + "n".repeat(999);
        assertThat(CloudFormationAnswer.success(longest, PhysicalId.adopted(name), name)
                        .json()
                        .length)
                .isLessThan(4_096);
    }
}
