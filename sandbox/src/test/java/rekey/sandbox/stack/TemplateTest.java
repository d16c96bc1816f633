package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may say, and that nothing is made when it says anything else. */
class TemplateTest {
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
    void deploysWhatCdkSynthHasWritten(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("Rekey-my-erp.template.json"),
                account.template("").json().toString());

        assertThat(account.deploy(Template.of(file)).logicalIds()).containsExactly("Role", "Function");
    }

    @Test
    void deploysEverythingUnderAKeyThatIsThere() {
        String key = account.kms.createKey().keyMetadata().arn();
        String named = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
        String json = Template.named("everything").json().toString().replace(named, key);

        DeployedStack stack = account.deploy(Template.of(Account.read(json)));

        assertThat(stack.outputs()).containsEntry("KeyArn", key);
        assertThat(account.hasParameter("/my-erp/refreshToken/A3EXAMPLE")).isTrue();
    }

    @Test
    void failsOnAKeyThatIsNotThere() {
        assertThatThrownBy(() -> account.deploy(Template.named("everything")))
                .isInstanceOfSatisfying(DeploymentFailed.class, failure -> {
                    assertThat(failure.logicalId()).isEqualTo("VaultAliasB260AF8C");
                    assertThat(failure.type()).isEqualTo("AWS::KMS::Alias");
                    assertThat(failure.reason()).startsWith("NotFoundException: Key ");
                });
        assertThat(account.sns.listTopics().topics()).isEmpty();
    }

    @Test
    void refusesAResourceTypeThatItDoesNotKnow() {
        refuses(
                resource("VaultKeyCB88EF1A", key -> key.put("Type", "AWS::S3::Bucket")),
                "The sandbox does not know the resource type AWS::S3::Bucket of VaultKeyCB88EF1A; it knows"
                        + " AWS::CloudWatch::Alarm, ");
    }

    @Test
    void refusesAPropertyThatTheTypeDoesNotKnow() {
        refuses(
                resource("VaultKeyCB88EF1A", key -> properties(key).put("MultiRegion", true)),
                "The sandbox does not know the property MultiRegion of AWS::KMS::Key VaultKeyCB88EF1A; it knows"
                        + " Description, EnableKeyRotation, KeyPolicy, PendingWindowInDays, Tags.");
    }

    @Test
    void refusesAPropertyWithinAPropertyThatItDoesNotKnow() {
        Supplier<Template> template = resource(
                "VaultProvisionJavaFunction8B58114D",
                function ->
                        properties(function).withObjectProperty("LoggingConfig").put("LogFormat", "JSON"));

        assertThatThrownBy(() -> account.deploy(template.get()))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageContaining("does not know the property LogFormat of AWS::Lambda::Function"
                        + " VaultProvisionJavaFunction8B58114D: LoggingConfig");
    }

    @Test
    void refusesAnAttributeThatItDoesNotKnow() {
        refuses(
                resource("VaultKeyCB88EF1A", key -> key.putObject("CreationPolicy")),
                "The sandbox does not know the attribute CreationPolicy of AWS::KMS::Key VaultKeyCB88EF1A");
    }

    @Test
    void refusesAPolicyThatItDoesNotKnow() {
        refuses(
                resource("VaultKeyCB88EF1A", key -> key.put("DeletionPolicy", "Snapshot")),
                "The sandbox does not know the policy Snapshot of AWS::KMS::Key VaultKeyCB88EF1A");
    }

    @Test
    void refusesAFunctionThatItDoesNotKnow() {
        refuses(
                resource(
                        "VaultKeyCB88EF1A",
                        key -> properties(key).putObject("Description").put("Fn::ImportValue", "other-stack")),
                "The sandbox does not know the function Fn::ImportValue of AWS::KMS::Key VaultKeyCB88EF1A; it knows Fn::");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mappings", "Transform", "Hooks"})
    void refusesASectionThatItDoesNotKnow(String section) {
        refuses(
                () -> Account.changed(Template.usual(), json -> json.putObject(section)),
                "The sandbox does not know the section " + section + " of the template; it knows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Ref': 'Nowhere'} | Nowhere",
                "{'Fn::GetAtt': ['Nowhere', 'Arn']} | Nowhere",
                "{'Fn::Sub': 'at ${Nowhere.Arn}'} | Nowhere"
            })
    void refusesAReferenceToWhatIsNotInTheTemplate(String reference, String name) {
        refuses(
                resource(
                        "VaultKeyCB88EF1A",
                        key -> properties(key).set("Description", Account.read(reference.replace('\'', '"')))),
                "AWS::KMS::Key VaultKeyCB88EF1A refers to " + name);
    }

    @Test
    void namesTheResourcesThatDependOnEachOther() {
        refuses(
                () -> Account.changed(
                        account.template(""),
                        json -> ((ObjectNode) json.at("/Resources/Role"))
                                .withArrayProperty("DependsOn")
                                .add("Function")),
                "Circular dependency between resources: Role -> Function -> Role.");
    }

    @Test
    void refusesAnAccountThatIsNotBootstrappedAsTheTemplateAsks() {
        refuses(
                () -> Account.changed(
                        Template.usual(),
                        json -> ((ArrayNode) json.at(
                                        "/Rules/CheckBootstrapVersion/Assertions/0/Assert/Fn::Not/0/Fn::Contains/0"))
                                .add("30")),
                "The template's rule CheckBootstrapVersion is broken: CDK bootstrap stack version 6 required.");
    }

    @Test
    void refusesAParameterOfParameterStoreThatBootstrappingDoesNotMake() {
        refuses(
                () -> Account.changed(
                        Template.usual(),
                        json -> ((ObjectNode) json.at("/Parameters/BootstrapVersion"))
                                .put("Default", "/somebody/elses")),
                "The parameter BootstrapVersion is read from /somebody/elses in Parameter Store.");
    }

    @Test
    void rollsBackForAnOutputThatCannotBeResolved() {
        Template template = Account.changed(
                Template.usual(),
                json -> json.withObjectProperty("Outputs")
                        .putObject("Nothing")
                        .putObject("Value")
                        .putArray("Fn::GetAtt")
                        .add("NoticesTopic898AF2CD")
                        .add("Color"));

        assertThatThrownBy(() -> account.deploy(template))
                .isInstanceOf(DeploymentFailed.class)
                .hasMessageStartingWith("Cannot deploy Rekey-my-erp: Output Nothing: The sandbox does not know the"
                        + " attribute Color of AWS::SNS::Topic NoticesTopic898AF2CD; it knows TopicArn, TopicName.");
        assertThat(account.sns.listTopics().topics()).isEmpty();
    }

    @Test
    void refusesANameThatNoTemplateHas() {
        assertThatThrownBy(() -> Template.named("nothing"))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("usual, sellers or everything");
    }

    private void refuses(Supplier<Template> template, String message) {
        assertThatThrownBy(() -> account.deploy(template.get()))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageStartingWith(message);
        assertThat(account.kms.listKeys().keys()).as("nothing is made").isEmpty();
    }

    private static Supplier<Template> resource(String logicalId, Consumer<ObjectNode> change) {
        return () -> Account.changed(
                Template.usual(), json -> change.accept((ObjectNode) json.at("/Resources/" + logicalId)));
    }

    private static ObjectNode properties(ObjectNode resource) {
        return (ObjectNode) resource.get("Properties");
    }
}
