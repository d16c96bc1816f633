package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.failure.Misconfigured;

/** What the template says of the functions is what the functions read: the real handlers are started from it. */
class ContractTest {
    @AutoClose
    private final AwsOnLoopback aws;

    ContractTest() throws Exception {
        aws = new AwsOnLoopback();
    }

    @Test
    void everyFunctionStartsWithWhatTheTemplateSetsForIt() throws Exception {
        for (Map<String, String> context : List.of(Synthesis.USUAL, Synthesis.EVERYTHING, Synthesis.ANY_SELLER)) {
            Map<String, JsonNode> functions = Synthesis.of(context).resources("AWS::Lambda::Function");
            assertThat(functions).hasSize(4);
            for (JsonNode function : functions.values()) {
                assertThat(aws.start(function, Map.of())).isNotNull();
            }
        }
    }

    /** A variable that nobody reads would be taken with any value. */
    @Test
    void everyVariableOfOursIsReadByItsFunction() {
        for (JsonNode function : Synthesis.of(Synthesis.EVERYTHING)
                .resources("AWS::Lambda::Function")
                .values()) {
            Set<String> ours = new TreeSet<>();
            function.at("/Properties/Environment/Variables").fieldNames().forEachRemaining(ours::add);
            ours.remove("JAVA_TOOL_OPTIONS");
            for (String name : ours) {
                // Of an ARN it reads only whether there is one.
                String bad = name.endsWith("_ARN") ? "" : "/ no / good /";
                assertThatThrownBy(() -> aws.start(function, Map.of(name, bad)))
                        .as(name)
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isInstanceOf(Misconfigured.class)
                        .hasMessageContaining(name);
            }
        }
    }

    @Test
    void theTokenFunctionAsksForJustWhatItsRoleAllows() throws Exception {
        JsonNode function = function(Synthesis.EVERYTHING, "TokenJava");
        aws.invoke(function, Map.of(), "{}");
        aws.invoke(function, Map.of(), "{\"seller\":\"A2EXAMPLE\"}");
        aws.invoke(function, Map.of(), "{\"seller\":\"A3EXAMPLE\"}");

        Set<String> asked = new TreeSet<>();
        aws.asked("AmazonSSM.GetParameters")
                .forEach(request -> request.get("Names").forEach(name -> asked.add(name.asText())));
        assertThat(asked).containsExactlyElementsOf(allowed("TokenJava", "ssm:GetParameters"));
    }

    @Test
    void everyParameterIsMadeByTheHandlerFromItsProperties() throws Exception {
        JsonNode function = function(Synthesis.EVERYTHING, "VaultProvision");
        Map<String, JsonNode> parameters = Synthesis.of(Synthesis.EVERYTHING).resources("Custom::RekeySecureString");
        for (Map.Entry<String, JsonNode> parameter : parameters.entrySet()) {
            aws.invoke(function, Map.of(), event(parameter.getKey(), parameter.getValue()));
        }

        assertThat(aws.asked(AwsOnLoopback.RESPONSE_PATH))
                .hasSize(6)
                .allSatisfy(answer -> assertThat(answer.get("Status").asText())
                        .as("%s", answer)
                        .isEqualTo("SUCCESS"));
        List<JsonNode> puts = aws.asked("AmazonSSM.PutParameter");
        assertThat(puts).extracting(put -> put.get("KeyId").asText()).containsOnly(Synthesis.EVERYTHING.get("key"));
        assertThat(puts).extracting(put -> put.get("Type").asText()).containsOnly("SecureString");
        Set<String> made = new TreeSet<>();
        puts.forEach(put -> made.add(put.get("Name").asText()));
        assertThat(made)
                .as("what it makes, it may make")
                .containsExactlyElementsOf(allowed("VaultProvision", "ssm:PutParameter"));
        made.remove("/my-erp/lwa/clientsecret-pending");
        assertThat(made)
                .as("and the token function may read, but for what is not proven")
                .containsExactlyElementsOf(allowed("TokenJava", "ssm:GetParameters"));
    }

    @Test
    void theSecretIsAdvancedAndRemindsAfterTheDaysThatTheRulesKnow() throws Exception {
        JsonNode function = function(Synthesis.EVERYTHING, "VaultProvision");
        Map<String, JsonNode> parameters = Synthesis.of(Synthesis.EVERYTHING).resources("Custom::RekeySecureString");
        for (Map.Entry<String, JsonNode> parameter : parameters.entrySet()) {
            if (parameter.getKey().startsWith("VaultClientSecret")) {
                aws.invoke(function, Map.of(), event(parameter.getKey(), parameter.getValue()));
            }
        }

        JsonNode put = aws.asked("AmazonSSM.PutParameter").get(0);
        assertThat(put.get("Tier").asText()).isEqualTo("Advanced");
        List<String> days = new ArrayList<>();
        Synthesis.JSON
                .readTree(put.get("Policies").asText())
                .forEach(policy -> days.add("%s after %s %s"
                        .formatted(
                                policy.get("Type").asText(),
                                policy.at("/Attributes/After").asText(),
                                policy.at("/Attributes/Unit").asText())));
        assertThat(days)
                .containsExactly(
                        "NoChangeNotification after 30 Days",
                        "NoChangeNotification after 120 Days",
                        "NoChangeNotification after 179 Days");
        assertThat(Synthesis.of(Synthesis.EVERYTHING)
                        .resources("AWS::Events::Rule")
                        .values())
                .extracting(rule -> rule.at("/Properties/EventPattern/detail/action-reason/0/prefix")
                        .asText())
                .contains(
                        "The parameter has not been changed for 30 days",
                        "The parameter has not been changed for 120 days",
                        "The parameter has not been changed for 179 days");
    }

    private static JsonNode function(Map<String, String> context, String idStart) {
        return Synthesis.of(context).resources("AWS::Lambda::Function").entrySet().stream()
                .filter(function -> function.getKey().startsWith(idStart))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The names of the parameters on which a role's policy allows an action. */
    private static Set<String> allowed(String role, String action) {
        Set<String> names = new TreeSet<>();
        for (JsonNode statement : Synthesis.of(Synthesis.EVERYTHING)
                .properties("AWS::IAM::Policy", role)
                .at("/PolicyDocument/Statement")) {
            if (statement.get("Action").toString().contains("\"" + action + "\"")) {
                statement
                        .get("Resource")
                        .forEach(arn ->
                                names.add(Synthesis.resolved(arn).asText().replaceFirst(".*:parameter", "")));
            }
        }
        return names;
    }

    /** The event that CloudFormation sends when the stack is made. */
    private String event(String logicalId, JsonNode resource) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("RequestType", "Create")
                .put("ResponseURL", aws.url(AwsOnLoopback.RESPONSE_PATH))
                .put("StackId", "arn:aws:cloudformation:us-east-1:%s:stack/Rekey-my-erp/1".formatted(Synthesis.ACCOUNT))
                .put("RequestId", "00000000-0000-0000-0000-000000000001")
                .put("ResourceType", resource.get("Type").asText())
                .put("LogicalResourceId", logicalId)
                .set("ResourceProperties", Synthesis.resolved(resource.get("Properties")));
        return event.toString();
    }
}
