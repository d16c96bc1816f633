package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.provision.MeddlingProxy.Fate;

/** Work that takes too long, and answers that do not arrive: CloudFormation is answered once, or Lambda runs it again. */
class AnsweredInTimeTest {
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack(Duration.ofSeconds(3));

    @Test
    void answersFailedBeforeTheFunctionsTimeIsOver() {
        stack.proxy.next("GetParameterHistory", Fate.HELD);

        JsonNode answer = stack.create();

        assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("Reason").asText())
                .startsWith("Cannot read the metadata of " + NAME
                        + ": Parameter Store gave no usable answer in time (ApiCallTimeoutException).");
        assertThat(answer.get("PhysicalResourceId").asText())
                .isEqualTo("not created: " + CloudFormationStandIn.LOGICAL_ID);
        stack.proxy.close();
        assertThat(stack.cloudFormation.answers()).as("never twice").hasSize(1);
        assertThat(stack.exists(NAME)).isFalse();
    }

    @Test
    void beginsNoPutThatItMightNotBeAbleToCheck() {
        stack.store(SECRET, put -> put.description("Before"));

        JsonNode answer = stack.update(NAME);

        assertThat(answer.get("Reason").asText())
                .isEqualTo("Too little time is left to update " + NAME + ". Deploy again.");
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void answersAgainWhenTheResponseEndpointFails() {
        stack.cloudFormation.failNext(503, 500);

        assertThat(stack.create().get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.cloudFormation.failuresLeft()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 400, 307})
    void throwsWhenTheResponseUrlRefuses(int status) {
        stack.cloudFormation.failNext(status);

        HttpResponse<String> response = invokeCreate();

        assertThat(response.headers().firstValue("X-Amz-Function-Error")).isPresent();
        assertThat(response.body())
                .contains("\"errorType\":\"rekey.provision.Unanswered\"")
                .contains("CloudFormation's response URL refuses the answer: HTTP " + status);
        assertThat(stack.cloudFormation.answers()).isEmpty();
        assertThat(stack.logs()).contains("\"event\":\"provision.unanswered\"");
    }

    @Test
    void throwsWhenTheAnswerDoesNotArriveAndRepeatsTheWorkWhenItIsRunAgain() {
        stack.cloudFormation.failNext(503, 503, 503, 503, 503, 503, 503, 503, 503, 503);

        HttpResponse<String> first = invokeCreate();
        assertThat(first.body()).contains("could not be answered about ClientSecret5E0A61F1 in time: HTTP 503.");
        assertThat(stack.exists(NAME)).isTrue();

        stack.cloudFormation.failNone();
        assertThat(stack.create().get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void throwsWhenNobodyListensAtTheResponseUrl() {
        ObjectNode event = stack.cloudFormation.event("Create", null, stack.properties());
        stack.cloudFormation.close();

        assertThat(stack.invoke(event.toString()).body()).contains("in time: ConnectException.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"ResponseURL\":null}",
                "{\"ResponseURL\":\"ftp://bucket.s3.amazonaws.com/?X-Amz-Signature=Sig4CaNaRy%2Fx\"}",
                "{\"ResponseURL\":\"https://bucket.s3.example.com/?X-Amz-Signature=Sig4CaNaRy%2Fx\"}"
            })
    void throwsWhenTheEventSaysNowhereToAnswer(String event) {
        HttpResponse<String> response = stack.invoke(event);

        assertThat(response.body())
                .contains("\"errorType\":\"rekey.provision.Unanswered\"")
                .contains("There is nowhere to answer");
        assertThat(response.body()).doesNotContain("example.com");
    }

    private HttpResponse<String> invokeCreate() {
        return stack.invoke(
                stack.cloudFormation.event("Create", null, stack.properties()).toString());
    }
}
