package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;

/** What goes with the resource: by default nothing, and never what it did not create. */
class DeleteParameterTest {
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    @Test
    void retainsTheParameterByDefault() {
        stack.create();
        stack.store(SECRET);

        assertSuccess(stack.delete(NAME), NAME);

        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.logs()).contains("\"event\":\"parameter.kept\"").contains("\"because\":\"retained\"");
    }

    @Test
    void retainsTheParameterWhenToldSo() {
        stack.create("OnDelete", "retain");
        stack.store(SECRET);

        assertSuccess(stack.delete(NAME, "OnDelete", "retain"), NAME);

        assertThat(stack.value()).isEqualTo(SECRET);
    }

    /** A deployment that is rolled back leaves nothing behind that the next one, with another key, could not read. */
    @Test
    void deletesWhatItCreatedAndNobodyStoredAValueIn() {
        stack.create();

        assertSuccess(stack.delete(NAME), NAME);

        assertThat(stack.exists(NAME)).isFalse();
    }

    @Test
    void retainsAPlaceholderThatItDidNotCreate() {
        stack.store(Placeholder.VALUE);
        String id = stack.create().get("PhysicalResourceId").asText();

        assertSuccess(stack.delete(id), id);

        assertThat(stack.exists(NAME)).isTrue();
    }

    @Test
    void retainsWhatItCannotRead() {
        stack.create();
        stack.store(SECRET);
        stack.kms.disableKey(request -> request.keyId(stack.key));

        assertSuccess(stack.delete(NAME), NAME);

        assertThat(stack.logs()).contains("parameter.unread").contains("\"because\":\"retained\"");
        stack.kms.enableKey(request -> request.keyId(stack.key));
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    /** As when a deployment leaves a seller out: the right on its parameter is gone by then, and does not come back. */
    @Test
    void doesNotWaitForTheRightToReadWhatItRetains() {
        stack.create();
        stack.store(SECRET);
        stack.bePatient(Duration.ofMinutes(5));
        stack.sandbox.faults().fail("AmazonSSM.GetParameter", 400, "AccessDeniedException");

        assertSuccess(stack.delete(NAME), NAME);

        assertThat(stack.sandbox.calls().of("AmazonSSM.GetParameter")).isEqualTo(1);
        stack.sandbox.faults().repair();
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void deletesWhatItCreatedWhenToldSo() {
        JsonNode created = stack.create("OnDelete", "delete");

        assertSuccess(stack.delete(created.get("PhysicalResourceId").asText(), "OnDelete", "delete"), NAME);

        assertThat(stack.exists(NAME)).isFalse();
        assertThat(stack.logs()).contains("\"event\":\"parameter.deleted\",\"parameter\":\"" + NAME + "\"");
    }

    @Test
    void neverDeletesWhatItAdopted() {
        stack.store(SECRET);
        String id = stack.create("OnDelete", "delete").get("PhysicalResourceId").asText();

        assertSuccess(stack.delete(id, "OnDelete", "delete"), id);

        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void succeedsWhenTheParameterIsGoneAlready() {
        assertSuccess(stack.delete(NAME, "OnDelete", "delete"), NAME);

        assertThat(stack.sandbox.calls().of("AmazonSSM.DeleteParameter")).isEqualTo(1);
    }

    @Test
    void touchesNothingAfterACreateThatFailed() {
        stack.store(SECRET);
        stack.sandbox.faults().fail("AmazonSSM.GetParameterHistory", 400, "AccessDeniedException");
        JsonNode failed = stack.create("OnDelete", "delete");
        stack.sandbox.faults().repair();
        String id = failed.get("PhysicalResourceId").asText();

        assertThat(failed.get("Status").asText()).isEqualTo("FAILED");
        assertThat(id).isEqualTo("not created: " + CloudFormationStandIn.LOGICAL_ID);
        assertSuccess(stack.delete(id, "OnDelete", "delete"), id);
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    /** What CloudFormation makes up when a Create was never answered, and what else is no name of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rekey-my-erp-ClientSecret5E0A61F1-1QX3ABCDEFGHI",
                "my-erp/lwa/clientsecret",
                "/my-erp/lwa/clientsecret ",
                "/my-erp/lwa/clientsecret:1",
                "/aws/reserved"
            })
    void touchesNothingWithAnIdThatIsNotOurs(String id) {
        stack.store(SECRET);

        assertSuccess(stack.delete(id, "OnDelete", "delete"), id);

        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.sandbox.calls().of("AmazonSSM.DeleteParameter")).isZero();
    }

    @Test
    void touchesNothingWithPropertiesThatAreWrong() {
        stack.create();

        assertSuccess(stack.delete(NAME, "OnDelete", "delete", "Tier", "Platinum"), NAME);

        assertThat(stack.exists(NAME)).isTrue();
        assertThat(stack.logs()).contains("its properties are wrong");
    }

    @Test
    void deletesTheOldParameterAfterAChangeOfName() {
        String old =
                stack.create("OnDelete", "delete").get("PhysicalResourceId").asText();
        stack.update(old, "OnDelete", "delete", "Name", "/my-erp/lwa/other");

        assertSuccess(stack.delete(old, "OnDelete", "delete"), NAME);

        assertThat(stack.exists(NAME)).isFalse();
        assertThat(stack.exists("/my-erp/lwa/other")).isTrue();
    }

    @Test
    void failsWhenItMayNotDelete() {
        stack.create();
        stack.sandbox.faults().fail("AmazonSSM.DeleteParameter", 400, "AccessDeniedException");

        JsonNode answer = stack.delete(NAME, "OnDelete", "delete");

        assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
        assertThat(answer.get("Reason").asText())
                .isEqualTo("Cannot delete /my-erp/lwa/clientsecret: access denied. Grant the function's role"
                        + " ssm:DeleteParameter on this parameter, and deploy again.");
    }

    private static void assertSuccess(JsonNode answer, String id) {
        assertThat(answer.get("Status").asText()).as("%s", answer).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(id);
        assertThat(answer.has("Data")).isFalse();
    }

    /** What the placeholder of another parameter says is nothing about this one. */
    @Test
    void retainsWhatItCreatedUnderAnotherName() {
        stack.create();
        stack.store(SECRET);
        stack.update(NAME, "Name", "/my-erp/lwa/other");

        assertSuccess(stack.delete(NAME, "Name", "/my-erp/lwa/other"), NAME);

        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.sandbox.calls().of("AmazonSSM.DeleteParameter")).isZero();
    }

    @Test
    void retainsBlanks() {
        stack.create();
        stack.ssm.putParameter(
                put -> put.name(NAME).value("  ").tier("Advanced").overwrite(true));

        assertSuccess(stack.delete(NAME), NAME);

        assertThat(stack.value()).isEqualTo("  ");
        assertThat(stack.logs()).contains("parameter.unread").contains("holds nothing but blanks");
    }
}
