package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.credential.Placeholder;
import rekey.sandbox.lambda.IsolatedFunction;
import rekey.sandbox.lambda.RuntimeApi;

/** The provision function in a JVM of its own, under AWS's own runtime client, started as Lambda starts it. */
class ProvisionRuntimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    @Test
    void answersACreateAndAMalformedOneOnceEach(@TempDir Path directory) throws Exception {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
        try (IsolatedFunction function = IsolatedFunction.start(
                "rekey.provision.ProvisionHandler::handleRequest",
                System.getProperty("java.class.path"),
                ProvisionedStack.variables(stack.sandbox.endpoint()),
                directory)) {
            RuntimeApi.Outcome created = function.invoke(event(), PATIENCE);
            RuntimeApi.Outcome malformed = function.invoke(event("Value", SECRET, "Tier", "Gold"), PATIENCE);
            RuntimeApi.Outcome nowhere = function.invoke("{}", PATIENCE);

            assertThat(created.error()).as(created.payload()).isFalse();
            assertThat(malformed.error()).as(malformed.payload()).isFalse();
            assertThat(nowhere.error()).isTrue();
            assertThat(nowhere.payload()).contains("\"errorType\":\"rekey.provision.Unanswered\"");
            List<JsonNode> answers = stack.cloudFormation.answers().stream()
                    .map(CloudFormationStandIn.Put::body)
                    .toList();
            assertThat(answers)
                    .extracting(answer -> answer.get("Status").asText())
                    .containsExactly("SUCCESS", "FAILED");
            assertThat(answers.get(0).get("PhysicalResourceId").asText()).isEqualTo(NAME);
            assertThat(answers.get(1).get("Reason").asText()).contains("Tier: ", "Unknown properties: Value.");
            assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
            assertThat(function.output())
                    .contains("parameter.created", "provision.failed", "provision.unanswered")
                    .doesNotContain(SECRET, CloudFormationStandIn.SIGNATURE, "X-Amz-Signature", "http://");
            assertThat(answers.toString()).doesNotContain(SECRET);
        }
    }

    private String event(Object... changes) {
        return stack.cloudFormation
                .event("Create", null, stack.properties(changes))
                .toString();
    }
}
