package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterTier;

/** The README's configuration, deployed once from what the CDK app synthesises. */
class UsualStackTest {
    private static Account account;
    private static DeployedStack stack;

    @BeforeAll
    static void deploy() {
        account = new Account();
        stack = account.deploy(Template.usual());
    }

    @AfterAll
    static void close() {
        account.close();
    }

    @Test
    void hasEveryResourceOfTheTemplate() {
        assertThat(stack.logicalIds())
                .containsExactlyInAnyOrderElementsOf(
                        Template.usual().resources().keySet());
        assertThat(account.progress)
                .hasSameSizeAs(stack.logicalIds())
                .contains(
                        "AWS::KMS::Key VaultKeyCB88EF1A made",
                        "Custom::RekeySecureString VaultClientSecretDED9C3CA made");
    }

    @Test
    void makesTheParametersWithThePlaceholderByTheFunctionOfTheTemplate() {
        List<String> names =
                List.of("/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken");

        var found = account.ssm.getParameters(request -> request.names(names).withDecryption(true));

        assertThat(found.invalidParameters()).isEmpty();
        assertThat(found.parameters())
                .hasSize(3)
                .allSatisfy(parameter -> assertThat(parameter.value()).isEqualTo(Placeholder.VALUE));
    }

    @Test
    void putsTheParametersUnderTheKeyOfTheTemplate() {
        DescribeParametersResponse all = account.ssm.describeParameters(request -> {});

        assertThat(all.parameters()).extracting(ParameterMetadata::keyId).containsOnly(stack.arn("VaultKeyCB88EF1A"));
    }

    @Test
    void givesTheSecretItsReminders() {
        ParameterMetadata secret = account.ssm.describeParameters(request -> {}).parameters().stream()
                .filter(parameter -> parameter.name().equals("/my-erp/lwa/clientsecret"))
                .findFirst()
                .orElseThrow();

        assertThat(secret.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(secret.policies())
                .extracting(policy -> Account.read(policy.policyText())
                        .at("/Attributes/After")
                        .asText())
                .containsExactlyInAnyOrder("150", "165", "173");
    }

    @Test
    void makesTheKeyWithItsAliasAndRotation() {
        String key = stack.arn("VaultKeyCB88EF1A");

        assertThat(account.kms
                        .describeKey(request -> request.keyId("alias/my-erp"))
                        .keyMetadata()
                        .arn())
                .isEqualTo(key);
        assertThat(account.kms
                        .getKeyRotationStatus(request -> request.keyId(key))
                        .keyRotationEnabled())
                .isTrue();
    }

    @Test
    void makesTheTopicAndSubscribesPeopleToIt() {
        String topic = stack.outputs().get("TopicArn");

        assertThat(account.sns
                        .getTopicAttributes(request -> request.topicArn(topic))
                        .attributes())
                .containsEntry("DisplayName", "Rekey")
                .containsEntry("KmsMasterKeyId", stack.arn("NoticesKey98C62BF4"));
        assertThat(account.sns
                        .listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .extracting(Subscription::endpoint, Subscription::subscriptionArn)
                .containsExactlyInAnyOrder(
                        tuple("ops@example.com", "PendingConfirmation"),
                        tuple("+14155550100", stack.physicalId("NoticesTopic141555501006F61EB12")));
    }

    @Test
    void tellsItsOutputs() {
        assertThat(stack.outputs())
                .containsAllEntriesOf(Map.of(
                        "TokenFunctionArn", "arn:aws:lambda:us-east-1:123456789012:function:my-erp-token:live",
                        "TopicArn", "arn:aws:sns:us-east-1:123456789012:my-erp-notices",
                        "KeyArn", stack.arn("VaultKeyCB88EF1A")));
        assertThat(stack.outputs().get("CallerPolicyArn"))
                .matches("arn:aws:iam::123456789012:policy/Rekey-my-erp-TokenCallerPolicyA653C6CB-[A-Z0-9]{12}");
    }

    @Test
    void makesUpNamesAsCloudFormationDoes() {
        assertThat(stack.physicalId("VaultProvisionJavaRoleFA336E53"))
                .matches("Rekey-my-erp-VaultProvisionJavaRoleFA336E53-[A-Z0-9]{12}");
        assertThat(stack.arn("VaultProvisionJavaRoleFA336E53"))
                .isEqualTo("arn:aws:iam::123456789012:role/" + stack.physicalId("VaultProvisionJavaRoleFA336E53"));
        assertThat(stack.physicalId("RemindersUndelivered29144902"))
                .matches(account.sandbox.endpoint()
                        + "/123456789012/Rekey-my-erp-RemindersUndelivered29144902-[A-Z0-9]{12}");
    }

    @Test
    void grantsTheCallersPolicy() {
        String policy = stack.outputs().get("CallerPolicyArn");
        String caller = "arn:aws:iam::123456789012:user/backend";

        stack.grant(policy, caller);

        assertThat(account.sandbox.services().managedPolicies().principals(policy))
                .containsExactly(caller);
        stack.revoke(policy, caller);
    }
}
