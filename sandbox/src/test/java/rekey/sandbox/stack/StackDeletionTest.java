package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Taking a stack away, with what its template has it keep. */
class StackDeletionTest {
    private static final List<String> QUEUES =
            List.of("my-erp-expiry", "my-erp-expiry-failed", "my-erp-new-secret", "my-erp-new-secret-failed");

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
    void keepsTheKeyAndTheValuesOfAStackThatRetains() {
        DeployedStack stack = account.deploy(Template.usual());
        String key = stack.arn("VaultKeyCB88EF1A");
        String queuesKey = keyOf("alias/my-erp-queues");
        account.ssm.putParameter(request -> request.name("/my-erp/refreshToken")
                .value("Atzr|example")
                .keyId("alias/my-erp")
                .overwrite(true));
        account.progress.clear();

        stack.delete();

        assertThat(account.hasParameter("/my-erp/refreshToken")).isTrue();
        assertThat(account.hasParameter("/my-erp/lwa/clientsecret"))
                .as("it held nothing but the placeholder")
                .isFalse();
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        assertThat(account.progress).contains("AWS::KMS::Key VaultKeyCB88EF1A kept");
        assertThat(QUEUES).filteredOn(this::hasQueue).containsExactly("my-erp-new-secret", "my-erp-new-secret-failed");
        assertThat(state(queuesKey)).as("what is in them can be read").isEqualTo(KeyState.ENABLED);
        assertThat(account.sns.listTopics().topics()).isEmpty();
        assertThatThrownBy(() -> account.kms.describeKey(request -> request.keyId("alias/my-erp")))
                .isInstanceOf(NotFoundException.class);
        assertThat(stack.logicalIds()).isEmpty();
        assertThat(stack.outputs()).isEmpty();
    }

    @Test
    void deletesTheValuesOfAStackThatDeletes() {
        String key = account.kms.createKey().keyMetadata().arn();
        DeployedStack stack = account.deploy(Template.of(Account.read(Template.named("everything")
                .json()
                .toString()
                .replace("arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555", key))));
        String notices = stack.arn("NoticesKey98C62BF4");
        String queuesKey = keyOf("alias/my-erp-queues");
        account.ssm.putParameter(request -> request.name("/my-erp/refreshToken")
                .value("Atzr|example")
                .keyId("alias/my-erp")
                .overwrite(true));

        stack.delete();

        assertThat(account.hasParameter("/my-erp/refreshToken")).isFalse();
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        assertThat(state(notices)).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(state(queuesKey)).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(QUEUES).noneMatch(this::hasQueue);
    }

    @Test
    void canBeDeployedAgainAfterItWasDeletedAndTheQueuesThatStayedAreGone() {
        account.deploy(Template.usual()).delete();
        account.sandbox.clock().advance(Duration.ofMinutes(1));

        assertThatThrownBy(() -> account.deploy(Template.usual()))
                .hasMessageContaining("'AWS::SQS::Queue' with identifier 'my-erp-new-secret-failed' already exists.");

        for (String name : List.of("my-erp-new-secret", "my-erp-new-secret-failed")) {
            account.sandbox.sqs().deleteQueue(AwsAccount.arn("sqs", Sandbox.REGION, name));
        }
        account.sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(account.deploy(Template.usual()).outputs()).containsKey("KeyArn");
    }

    /** Nothing can have come to them, and they would be in the way of the next try. */
    @Test
    void aFirstDeploymentThatFailsLeavesNoQueueBehind() {
        Template fails = Account.changed(
                Template.usual(),
                json -> json.withObject("/Resources/Bad")
                        .put("Type", "AWS::Lambda::Alias")
                        .putArray("DependsOn")
                        .add("QueuesNewSecret262FF493"));

        assertThatThrownBy(() -> account.deploy(fails)).isInstanceOf(DeploymentFailed.class);

        assertThat(QUEUES).noneMatch(this::hasQueue);
    }

    @Test
    void keepsWhatAFailedDeploymentRetains() {
        Template template = account.template("""
                "Kept": {"Type": "AWS::KMS::Key", "DeletionPolicy": "Retain"},
                "Gone": {"Type": "AWS::KMS::Key", "DeletionPolicy": "RetainExceptOnCreate"},
                """
                + account.probe(
                        "Probe", "\"FailOn\": \"Create\", \"After\": [{\"Ref\": \"Kept\"}, {\"Ref\": \"Gone\"}]"));

        assertThatThrownBy(() -> account.deploy(template))
                .hasMessageContaining("AWS::KMS::Key Kept is kept, as its DeletionPolicy says.");
        assertThat(account.kms.listKeys().keys())
                .extracting(key -> state(key.keyArn()))
                .containsExactlyInAnyOrder(KeyState.ENABLED, KeyState.PENDING_DELETION);
    }

    @Test
    void stopsAtWhatCannotBeDeletedAndGoesOnLater() {
        DeployedStack stack = account.deploy(account.template("""
                "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}]}}},
                "Topic": {"Type": "AWS::SNS::Topic"}"""));
        String caller = "arn:aws:iam::123456789012:user/backend";
        stack.grant(stack.physicalId("Policy"), caller);

        assertThatThrownBy(stack::delete)
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining(
                        "AWS::IAM::ManagedPolicy Policy: DeleteConflict: Cannot delete a policy attached to"
                                + " entities: " + caller);

        assertThat(stack.logicalIds()).containsExactly("Role", "Function", "Policy");
        stack.revoke(stack.physicalId("Policy"), caller);
        stack.delete();
        assertThat(stack.logicalIds()).isEmpty();
    }

    @Test
    void sendsTheFunctionThePropertiesOfItsDeletion() {
        DeployedStack stack = account.deploy(account.template(account.probe("Probe", "\"Id\": \"one\"")));

        stack.delete();

        assertThat(account.requests()).containsExactly("Create Probe", "Delete Probe");
        ObjectNode event = (ObjectNode) account.events().get(1);
        assertThat(event.get("PhysicalResourceId").asText()).isEqualTo("one");
        assertThat(event.at("/ResourceProperties/Id").asText()).isEqualTo("one");
    }

    private boolean hasQueue(String name) {
        return account.sandbox.sqs().has(Sandbox.REGION, name);
    }

    private String keyOf(String alias) {
        return account.kms
                .describeKey(request -> request.keyId(alias))
                .keyMetadata()
                .arn();
    }

    private KeyState state(String key) {
        return account.kms
                .describeKey(request -> request.keyId(key))
                .keyMetadata()
                .keyState();
    }
}
