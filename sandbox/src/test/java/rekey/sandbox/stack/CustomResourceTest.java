package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources that a function makes, asked as CloudFormation asks. */
class CustomResourceTest {
    private Account account;

    @BeforeEach
    void start() {
        account = new Account();
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void sendsWhatCloudFormationSends() {
        DeployedStack stack = account.deploy(account.template(
                account.probe("Probe", "\"Number\": 3, \"Truth\": true, \"List\": [1, {\"Deep\": false}]")));

        JsonNode event = account.events().get(0);
        assertThat(names(event))
                .containsExactly(
                        "LogicalResourceId",
                        "RequestId",
                        "RequestType",
                        "ResourceProperties",
                        "ResourceType",
                        "ResponseURL",
                        "ServiceToken",
                        "StackId");
        assertThat(event.get("RequestType").asText()).isEqualTo("Create");
        assertThat(event.get("ServiceToken").asText()).isEqualTo(stack.arn("Function"));
        assertThat(event.get("StackId").asText())
                .isEqualTo(stack.id())
                .matches("arn:aws:cloudformation:us-east-1:123456789012:stack/Rekey-my-erp/[0-9a-f-]{36}");
        assertThat(event.get("LogicalResourceId").asText()).isEqualTo("Probe");
        assertThat(event.get("ResourceType").asText()).isEqualTo("Custom::Probe");
        assertThat(event.get("ResourceProperties"))
                .isEqualTo(Account.read(("{'ServiceToken': '%s', 'Test': '%s', 'Number': '3', 'Truth': 'true',"
                                + " 'List': ['1', {'Deep': 'false'}]}")
                        .formatted(stack.arn("Function"), account.test)
                        .replace('\'', '"')));
        assertThat(event.get("ResponseURL").asText())
                .startsWith(account.sandbox.endpoint() + CustomResourceAnswers.PATH
                        + "arn%3Aaws%3Acloudformation%3Aus-east-1%3A123456789012%3Astack/Rekey-my-erp/")
                .containsPattern("%7CProbe%7C[0-9a-f-]{36}\\?.*X-Amz-Signature=[0-9a-f]{64}$");
    }

    @Test
    void takesThePhysicalIdAndTheDataOfTheAnswer() {
        DeployedStack stack = account.deploy(account.template(account.probe("Probe", "\"Id\": \"the-id\"")
                + ", "
                + account.probe(
                        "Second",
                        "\"Id\": {\"Fn::Join\": [\"/\", [{\"Ref\": \"Probe\"}, {\"Fn::GetAtt\": [\"Probe\", \"Greeting\"]},"
                                + " {\"Fn::GetAtt\": \"Probe.Number\"}]]}")));

        assertThat(stack.physicalId("Second")).isEqualTo("the-id/hello/7");
    }

    @Test
    void failsForDataThatTheAnswerDoesNotHave() {
        assertThatThrownBy(() -> account.deploy(account.template(account.probe("Probe", "") + ", "
                        + account.probe("Second", "\"Id\": {\"Fn::GetAtt\": [\"Probe\", \"Farewell\"]}"))))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining(
                        "does not know the attribute Farewell of Custom::Probe Probe; it knows Greeting, Number.");
    }

    @Test
    void rollsBackWhatWasMadeWhenTheFunctionFails() {
        Template template =
                account.template(account.probe("First", "\"Id\": \"first\"") + ", " + account.probe("Probe", """
                "Id": "half", "FailOn": "Create", "After": {"Ref": "First"}"""));

        assertThatThrownBy(() -> account.deploy(template))
                .isInstanceOfSatisfying(DeploymentFailed.class, failure -> {
                    assertThat(failure.logicalId()).isEqualTo("Probe");
                    assertThat(failure.type()).isEqualTo("Custom::Probe");
                    assertThat(failure.reason()).endsWith("the probe was told to");
                })
                .hasMessage(
                        "Cannot deploy Rekey-my-erp: Custom::Probe Probe: Received response status [FAILED] from custom"
                                + " resource: the probe was told to. What was made is deleted again.");
        assertThat(account.requests()).containsExactly("Create First", "Create Probe", "Delete Probe", "Delete First");
        assertThat(account.events().get(2).get("PhysicalResourceId").asText()).isEqualTo("half");
        assertThat(account.progress)
                .containsExactly(
                        "AWS::IAM::Role Role made",
                        "AWS::Lambda::Function Function made",
                        "Custom::Probe First made",
                        "Custom::Probe Probe failed",
                        "Custom::Probe Probe deleted",
                        "Custom::Probe First deleted",
                        "AWS::Lambda::Function Function deleted",
                        "AWS::IAM::Role Role deleted");
    }

    @Test
    void saysWhatTheRollbackCouldNotDelete() {
        Template template = account.template(account.probe("First", "\"FailOn\": \"Delete\"") + ", "
                + account.probe("Probe", "\"FailOn\": \"Create\", \"After\": {\"Ref\": \"First\"}"));

        assertThatThrownBy(() -> account.deploy(template))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining(
                        "But Custom::Probe First could not be taken back: Received response status [FAILED]");
    }

    @Test
    void doesNotWaitLongerThanTheServiceTimeout() {
        assertThatThrownBy(() -> account.deploy(
                        account.template(account.probe("Probe", "\"SilentOn\": \"Create\", \"ServiceTimeout\": 1"))))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining("did not answer request ")
                .hasMessageContaining("within 1 s")
                .hasMessageNotContaining("Signature");
        assertThat(account.events().get(1).get("PhysicalResourceId").asText()).startsWith("Rekey-my-erp-Probe-");
    }

    @Test
    void refusesAFunctionThatIsNotThere() {
        Template template = Account.changed(
                account.template(account.probe("Probe", "")),
                json -> ((ObjectNode) json.at("/Resources/Probe/Properties"))
                        .put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:nowhere"));

        assertThatThrownBy(() -> account.deploy(template))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining("ResourceNotFoundException");
    }

    @Test
    void takesAnAnswerAtExactlyItsAddressOnly() throws Exception {
        account.deploy(account.template(account.probe("Probe", "")));
        String url = account.events().get(0).get("ResponseURL").asText();
        ProbeHandler somebody = new ProbeHandler(null);

        for (String wrong : List.of(url.substring(0, url.length() - 1), url + "0", url.replace("Probe", "Other"))) {
            assertThat(somebody.put(wrong, "{}", "")).isEqualTo(403);
        }
        assertThat(somebody.put(url, "{}", "application/json"))
                .as("S3's signature is for no content type")
                .isEqualTo(403);
        assertThat(somebody.put(url, "{}", "")).isEqualTo(200);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
