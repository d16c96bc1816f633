package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.ALIAS;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;
import software.amazon.awssdk.services.ssm.model.ParameterTier;

/** What an Update sets right, and what it leaves alone. */
class UpdateParameterTest {
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";
    private static final String RENAMED = "/my-erp/lwa/clientsecret-2";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    @ParameterizedTest
    @ValueSource(strings = {"ARN", "ID", "ALIAS", "ALIAS_ARN"})
    void putsNothingWhenNothingDiffersWhateverTheKeyIsCalled(String called) {
        String id = stack.key.substring(stack.key.indexOf('/') + 1);
        stack.store(
                SECRET,
                put -> put.keyId(
                        switch (called) {
                            case "ARN" -> stack.key;
                            case "ID" -> id;
                            case "ALIAS" -> ALIAS;
                            default -> stack.key.replace("key/" + id, ALIAS);
                        }));

        JsonNode answer = stack.update(NAME);

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
        assertThat(stack.latest().version()).isEqualTo(1);
        assertThat(stack.sandbox.calls().of("AmazonSSM.PutParameter"))
                .as("the operator's put alone")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[P173,P150,P165]",
                "[P150,P165,P173,P150]",
                "[{\"Version\":\"1.0\",\"Attributes\":{\"Unit\":\"Days\",\"After\":\"150\"},\"Type\":\"NoChangeNotification\"},P165,P173]"
            })
    void comparesPoliciesByWhatTheySay(String policies) {
        stack.store(SECRET, put -> put.policies(written(policies)));
        stack.update(NAME);

        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}]",
                "[P150]",
                "[P150,P165,P173,P1]",
                "[P150,P165,{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"173\",\"Unit\":\"Hours\"}}]",
                "[P150,P165,P173,{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2099-01-01T00:00:00Z\"}}]"
            })
    void replacesOtherPolicies(String policies) {
        stack.store(SECRET, put -> put.policies(written(policies)));
        stack.update(NAME);

        assertReconciled("policies");
        assertThat(stack.latest().policies())
                .extracting(policy -> policy.policyText())
                .containsExactly(
                        ProvisionedStack.POLICY.formatted(150),
                        ProvisionedStack.POLICY.formatted(165),
                        ProvisionedStack.POLICY.formatted(173));
    }

    /** What {@code -c repair=} is for: CloudFormation asks only when a property differs. */
    @Test
    void makesAnewWhatWasDeletedBehindItsBack() {
        String id = stack.create().get("PhysicalResourceId").asText();
        stack.ssm.deleteParameter(request -> request.name(NAME));

        JsonNode answer = stack.update(id, "Repair", "2026-11-25");

        assertThat(answer.get("Status").asText()).as("%s", answer).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(id);
        assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void clearsPoliciesThatAreNoLongerWanted() {
        stack.store(SECRET);
        stack.update(NAME, "ReminderDays", null);

        assertReconciled("policies");
        assertThat(stack.latest().policies()).isEmpty();
    }

    @Test
    void movesAParameterFromTheAccountsDefaultKeyToOurs() {
        stack.store(SECRET, put -> put.keyId(null));
        stack.update(NAME);

        assertReconciled("key");
        assertThat(stack.latest().keyId()).isEqualTo(stack.key);
    }

    @Test
    void movesAParameterToTheKeyOfTheTemplate() {
        stack.create();
        stack.store(SECRET, put -> put.keyId(stack.key));
        String next = stack.newKey();
        stack.update(NAME, "KeyArn", next);

        assertReconciled("key");
        assertThat(stack.latest().keyId()).isEqualTo(next);
        stack.kms.disableKey(request -> request.keyId(stack.key));
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void raisesTheTier() {
        stack.store(SECRET, put -> put.tier(ParameterTier.STANDARD).policies(null));
        stack.update(NAME);

        assertReconciled("tier, policies");
        assertThat(stack.latest().tier()).isEqualTo(ParameterTier.ADVANCED);
    }

    @Test
    void leavesAnAdvancedParameterAdvancedWhenStandardIsWanted() {
        stack.store(SECRET, put -> put.policies(null));

        JsonNode answer = stack.update(NAME, "Tier", "Standard", "ReminderDays", null);

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.latest().version()).isEqualTo(1);
        assertThat(stack.logs()).contains("\"event\":\"tier.kept\"").contains("\"tier\":\"Advanced\"");
    }

    @Test
    void setsTheRestRightOnAnAdvancedParameterWhenStandardIsWanted() {
        stack.store(SECRET);
        stack.update(NAME, "Tier", "Standard", "ReminderDays", null, "Description", "Other");

        assertReconciled("description, policies");
        assertThat(stack.latest().tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(stack.latest().policies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, Placeholder.VALUE, " with blanks around \n"})
    void keepsTheValueAsItIsWhenTheDescriptionChanges(String value) {
        stack.store(value);
        JsonNode answer = stack.update(NAME + " (adopted)", "Description", "Other");

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(stack.value()).isEqualTo(value);
        assertThat(stack.latest().version()).isEqualTo(2);
        assertThat(stack.latest().description()).isEqualTo("Other");
    }

    @Test
    void readsEveryPageOfALongHistory() {
        for (int i = 0; i < 60; i++) {
            stack.store(SECRET + i, put -> put.description("Before"));
        }
        stack.store(SECRET);
        stack.update(NAME);
        assertThat(stack.latest().version()).as("the last of 61 is in order").isEqualTo(61);

        stack.store(SECRET, put -> put.description("Changed by somebody"));
        stack.update(NAME);
        assertThat(stack.latest().version()).isEqualTo(63);
    }

    @Test
    void createsAParameterAnewThatSomebodyDeletedAndKeepsItsId() {
        JsonNode answer = stack.update(NAME + " (adopted)");

        assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME + " (adopted)");
        assertThat(stack.value()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void createsAnotherParameterWhenTheNameChanges() {
        stack.store(SECRET);

        JsonNode answer = stack.update(NAME, "Name", RENAMED);

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(RENAMED);
        assertThat(answer.at("/Data/Name").asText()).isEqualTo(RENAMED);
        assertThat(stack.value(RENAMED)).isEqualTo(Placeholder.VALUE);
        assertThat(stack.value()).as("retained").isEqualTo(SECRET);
    }

    @Test
    void adoptsTheParameterThatAChangedNameMeans() {
        stack.store(SECRET, put -> put.name(RENAMED));

        JsonNode answer = stack.update(NAME, "Name", RENAMED);

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(RENAMED + " (adopted)");
        assertThat(stack.value(RENAMED)).isEqualTo(SECRET);
    }

    @Test
    void keepsTheIdWhenItFails() {
        JsonNode answer = stack.update(NAME, "Tier", "Platinum");

        assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
    }

    @Test
    void asksForNothingThatOneExactNameDoesNotCover() {
        stack.store(SECRET, put -> put.description("Before"));
        stack.update(NAME);
        stack.delete(NAME, "OnDelete", "delete");

        assertThat(stack.sandbox.calls().all().keySet())
                .containsExactlyInAnyOrder(
                        "AmazonSSM.DeleteParameter",
                        "AmazonSSM.GetParameter",
                        "AmazonSSM.GetParameterHistory",
                        "AmazonSSM.PutParameter",
                        "Lambda.Invoke",
                        "TrentService.CreateAlias",
                        "TrentService.CreateKey");
    }

    private void assertReconciled(String changed) {
        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.logs())
                .contains("\"event\":\"parameter.reconciled\"")
                .contains("\"changed\":\"" + changed + "\",\"version\":"
                        + stack.latest().version());
    }

    /** With each P150 as a policy of 150 days. */
    private static String written(String policies) {
        return policies.replaceAll("P(\\d+)", ProvisionedStack.POLICY.replace("%d", "$1"));
    }
}
