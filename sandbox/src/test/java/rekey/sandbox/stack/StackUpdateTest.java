package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;

/** Deploying again with another template. */
class StackUpdateTest {
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
    void addsASellerAndTouchesNoValue() {
        DeployedStack stack = account.deploy(Template.usual());
        account.ssm.putParameter(request -> request.name("/my-erp/refreshToken")
                .value("Atzr|example")
                .keyId("alias/my-erp")
                .overwrite(true));
        String key = stack.arn("VaultKeyCB88EF1A");
        account.progress.clear();

        stack.update(Template.named("sellers"));

        assertThat(value("/my-erp/refreshToken/A2EXAMPLE")).isEqualTo(Placeholder.VALUE);
        assertThat(value("/my-erp/refreshToken")).isEqualTo("Atzr|example");
        assertThat(stack.arn("VaultKeyCB88EF1A")).isEqualTo(key);
        assertThat(stack.outputs().get("DeployAgain")).endsWith("-c sellers=A2EXAMPLE");
        assertThat(account.progress)
                .contains(
                        "AWS::IAM::Policy VaultProvisionJavaRoleDefaultPolicyD394C660 changed",
                        "AWS::Lambda::Function TokenJavaFunctionC9B03164 changed",
                        "Custom::RekeySecureString VaultRefreshTokenA2EXAMPLEB48E6240 made")
                .anyMatch(event -> event.matches("AWS::Lambda::Version TokenJavaFunctionCurrentVersion\\w+ deleted"))
                .noneMatch(event -> event.contains("AWS::KMS::Key"));
    }

    @Test
    void leavesASellerOutAndKeepsItsTokenWithoutWaitingForARightThatIsGone() {
        DeployedStack stack = account.deploy(Template.named("sellers"));
        String name = "/my-erp/refreshToken/A2EXAMPLE";
        account.ssm.putParameter(
                request -> request.name(name).value("Atzr|example").overwrite(true));
        long reads = account.sandbox.calls().of("AmazonSSM.GetParameter");

        stack.update(Template.usual());

        assertThat(account.progress).contains("Custom::RekeySecureString VaultRefreshTokenA2EXAMPLEB48E6240 deleted");
        assertThat(account.sandbox.calls().of("AmazonSSM.GetParameter")).isEqualTo(reads + 1);
        assertThat(value(name)).isEqualTo("Atzr|example");
    }

    @Test
    void deletesWhatTheTemplateNoLongerHasOnceEverythingElseIsDone() {
        DeployedStack stack = account.deploy(
                account.template(account.probe("Gone", "") + "," + account.probe("Stays", "\"Color\": \"red\"")));

        stack.update(account.template(account.probe("Stays", "\"Color\": \"blue\"")));

        assertThat(account.requests()).containsExactly("Create Gone", "Create Stays", "Update Stays", "Delete Gone");
        assertThat(stack.logicalIds()).containsExactly("Role", "Function", "Stays");
    }

    @Test
    void isUpdatedEvenWhenWhatIsLeftOverCannotBeDeleted() {
        DeployedStack stack = account.deploy(account.template(account.probe("Gone", "\"FailOn\": \"Delete\"")));
        Template without = Account.changed(
                account.template(""),
                json -> json.putObject("Outputs")
                        .putObject("Function")
                        .putObject("Value")
                        .put("Ref", "Function"));

        assertThatThrownBy(() -> stack.update(without))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessage(
                        "Cannot clean up Rekey-my-erp: Custom::Probe Gone: Received response status [FAILED] from custom"
                                + " resource: the probe was told to. Everything else is as the template says.");
        assertThat(stack.logicalIds()).containsExactly("Role", "Function");
        assertThat(stack.outputs()).containsEntry("Function", stack.physicalId("Function"));
    }

    @Test
    void changesNothingWhenNothingDiffers() {
        DeployedStack stack = account.deploy(Template.usual());
        account.progress.clear();

        stack.update(Template.usual());

        assertThat(account.progress).isEmpty();
    }

    @Test
    void sendsTheOldPropertiesWithTheNewOnes() {
        DeployedStack stack = account.deploy(probe("\"Id\": \"one\", \"Color\": \"red\""));

        stack.update(probe("\"Id\": \"one\", \"Color\": \"blue\""));

        assertThat(account.requests()).containsExactly("Create Probe", "Update Probe");
        var update = account.events().get(1);
        assertThat(update.get("PhysicalResourceId").asText()).isEqualTo("one");
        assertThat(update.at("/OldResourceProperties/Color").asText()).isEqualTo("red");
        assertThat(update.at("/ResourceProperties/Color").asText()).isEqualTo("blue");
    }

    @Test
    void deletesTheOldOneWhenThePhysicalIdChanges() {
        DeployedStack stack = account.deploy(probe("\"Id\": \"one\""));

        stack.update(probe("\"Id\": \"two\""));

        assertThat(account.requests()).containsExactly("Create Probe", "Update Probe", "Delete Probe");
        assertThat(account.events().get(2).get("PhysicalResourceId").asText()).isEqualTo("one");
        assertThat(stack.physicalId("Probe")).isEqualTo("two");
    }

    @Test
    void takesEverythingBackWhenAnUpdateFails() {
        DeployedStack stack = account.deploy(account.template(
                account.probe("First", "\"Color\": \"red\"") + "," + account.probe("Probe", "\"Color\": \"red\"")));
        account.progress.clear();

        assertThatThrownBy(() -> stack.update(account.template(account.probe("First", "\"Color\": \"blue\"") + ","
                        + account.probe("New", "\"After\": {\"Ref\": \"First\"}") + ","
                        + account.probe("Probe", "\"FailOn\": \"Update\", \"After\": {\"Ref\": \"New\"}"))))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageEndingWith("The stack is as it was before.");

        assertThat(account.requests().subList(2, account.requests().size()))
                .containsExactly(
                        "Update First", "Create New", "Update Probe", "Update Probe", "Delete New", "Update First");
        assertThat(account.events().get(7).at("/ResourceProperties/Color").asText())
                .isEqualTo("red");
        assertThat(stack.logicalIds()).containsExactly("Role", "Function", "First", "Probe");
        assertThat(account.progress).contains("Custom::Probe First restored", "Custom::Probe New deleted");
        stack.delete();
    }

    @Test
    void replacesWhatCannotBeChanged() {
        Template template = account.template("""
                "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "one"}},
                "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": {
                  "TopicArn": {"Ref": "Topic"}, "Protocol": "sms", "Endpoint": "+14155550100"}}""");
        DeployedStack stack = account.deploy(template);
        account.progress.clear();

        stack.update(Account.changed(
                template, json -> ((ObjectNode) json.at("/Resources/Topic/Properties")).put("TopicName", "two")));

        assertThat(account.sns.listTopics().topics())
                .extracting(topic -> topic.topicArn())
                .containsExactly("arn:aws:sns:us-east-1:123456789012:two");
        assertThat(account.sns.listSubscriptions().subscriptions())
                .extracting(subscription -> subscription.topicArn())
                .containsExactly("arn:aws:sns:us-east-1:123456789012:two");
        assertThat(account.progress)
                .containsExactly(
                        "AWS::SNS::Topic Topic replaced",
                        "AWS::SNS::Subscription Subscription replaced",
                        "AWS::SNS::Subscription Subscription deleted",
                        "AWS::SNS::Topic Topic deleted");
    }

    @Test
    void refusesAnotherTypeUnderTheSameLogicalId() {
        DeployedStack stack = account.deploy(account.template(account.probe("Probe", "")));

        assertThatThrownBy(() -> stack.update(account.template("\"Probe\": {\"Type\": \"AWS::SNS::Topic\"}")))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining("Update of resource type is not permitted");
    }

    private Template probe(String properties) {
        return account.template(account.probe("Probe", properties));
    }

    private String value(String parameter) {
        return account.ssm
                .getParameter(request -> request.name(parameter).withDecryption(true))
                .parameter()
                .value();
    }
}
