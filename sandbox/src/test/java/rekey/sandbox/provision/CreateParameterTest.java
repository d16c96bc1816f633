package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.DESCRIPTION;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What a Create does, through the real SDK and real sockets. */
class CreateParameterTest {
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    @Test
    void createsTheParameterWithThePlaceholder() {
        JsonNode answer = stack.create();

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
        assertThat(answer.at("/Data/Name").asText()).isEqualTo(NAME);
        assertThat(answer.has("Reason")).isFalse();
        ParameterHistory made = stack.latest();
        assertThat(made.version()).isEqualTo(1);
        assertThat(made.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(made.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(made.keyId()).isEqualTo(stack.key);
        assertThat(made.description()).isEqualTo(DESCRIPTION);
        assertThat(made.policies())
                .extracting(policy -> policy.policyText())
                .containsExactly(
                        ProvisionedStack.POLICY.formatted(150),
                        ProvisionedStack.POLICY.formatted(165),
                        ProvisionedStack.POLICY.formatted(173));
        assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
        assertThat(stack.logs()).contains("\"event\":\"parameter.created\",\"parameter\":\"" + NAME + "\"");
    }

    @Test
    void createsAStandardParameterWithoutReminders() {
        JsonNode answer = stack.create("Tier", "Standard", "ReminderDays", null);

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.latest().tier()).isEqualTo(ParameterTier.STANDARD);
        assertThat(stack.latest().policies()).isEmpty();
        assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void adoptsAParameterThatIsThereAndLeavesItsValueAlone() {
        stack.store(SECRET);

        JsonNode answer = stack.create();

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(answer.at("/Data/Name").asText()).isEqualTo(NAME);
        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.latest().version()).isEqualTo(1);
        assertThat(stack.logs()).contains("\"event\":\"parameter.adopted\"").doesNotContain("parameter.created");
    }

    @Test
    void setsRightWhatDiffersWhenItAdopts() {
        stack.store(
                SECRET,
                put -> put.keyId(null)
                        .tier(ParameterTier.STANDARD)
                        .policies(null)
                        .description(null)
                        .allowedPattern("amzn1\\..*"));

        JsonNode answer = stack.create();

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(stack.value()).isEqualTo(SECRET);
        ParameterHistory latest = stack.latest();
        assertThat(latest.version()).isEqualTo(2);
        assertThat(latest.keyId()).isEqualTo(stack.key);
        assertThat(latest.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(latest.description()).isEqualTo(DESCRIPTION);
        assertThat(latest.policies()).hasSize(3);
        assertThat(latest.allowedPattern()).isEqualTo("amzn1\\..*");
        assertThat(stack.logs()).contains("\"changed\":\"tier, key, description, policies\",\"version\":2");
    }

    @Test
    void adoptsWhatSomebodyCreatesInTheLastMoment() {
        stack.proxy.next("PutParameter", MeddlingProxy.after(() -> stack.store(SECRET)));

        JsonNode answer = stack.create();

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void canBeRepeatedWhenLambdaDeliversAnEventTwice() {
        stack.create();
        JsonNode again = stack.create();

        assertThat(again.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(again.get("PhysicalResourceId").asText())
                .as("the safe side: nobody deletes what was adopted")
                .isEqualTo(NAME + " (adopted)");
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void takesAPutWhoseAnswerWasLostForAdopted() {
        stack.proxy.next("PutParameter", MeddlingProxy.Fate.ANSWER_LOST);

        JsonNode answer = stack.create();

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
    }
}
