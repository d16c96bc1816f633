package rekey.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Policies;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Who may use a key: what its policy and the caller's say, and what conditions may ask. */
class KeyPolicyTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/app";
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("hunter2");

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final String key = aws.kms.createKey().keyMetadata().arn();

    @AutoClose
    private final KmsClient app = aws.as(
            aws.iam().issueKey(new Principal.RoleSession(AwsAccount.ID, "app", "s")),
            KmsClient.builder().httpClient(UrlConnectionHttpClient.create()));

    @Test
    void aKeyHasThePolicyThatLeavesItToTheAccount() {
        assertThat(policy(key)).contains("\"AWS\" : \"arn:aws:iam::123456789012:root\"", "\"kms:*\"");
        assertThat(codeOf(() -> encrypt(app, Map.of()))).isEqualTo("AccessDeniedException");
        attach("{'Effect':'Allow','Action':'kms:Encrypt','Resource':'" + key + "'}");
        encrypt(app, Map.of());
    }

    @Test
    void aPolicyGivenAtCreationHolds() {
        String mine = aws.kms
                .createKey(request -> request.policy(Policies.of(
                                "{'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'},'Action':'kms:*','Resource':'*'}")
                        .toString()))
                .keyMetadata()
                .arn();

        assertThat(app.describeKey(request -> request.keyId(mine)).keyMetadata().arn())
                .isEqualTo(mine);
        assertThat(refusalOf(() -> aws.kms.describeKey(request -> request.keyId(mine))))
                .as("an administrator whom it does not name")
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/operator is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + mine
                        + " because no resource-based policy allows the kms:DescribeKey action");
    }

    @Test
    void aPolicyCanBeReplaced() {
        aws.kms.putKeyPolicy(request -> request.keyId(key)
                .policy(Policies.of(
                                "{'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'kms:*','Resource':'*'}",
                                "{'Effect':'Deny','Principal':'*','Action':'kms:Encrypt','Resource':'*'}")
                        .toString()));

        assertThat(refusalOf(() -> encrypt(aws.kms, Map.of())))
                .hasMessageContaining("with an explicit deny in a resource-based policy");
        assertThat(policy(key)).contains("Deny");
        assertThat(codeOf(
                        () -> aws.kms.getKeyPolicy(request -> request.keyId(key).policyName("other"))))
                .isEqualTo("NotFoundException");
    }

    @Test
    void refusesAPolicyThatIsNone() {
        for (String policy : new String[] {"{", "{}", "[]"}) {
            assertThat(codeOf(() ->
                            aws.kms.putKeyPolicy(request -> request.keyId(key).policy(policy))))
                    .isEqualTo("MalformedPolicyDocumentException");
            assertThat(codeOf(() -> aws.kms.createKey(request -> request.policy(policy))))
                    .isEqualTo("MalformedPolicyDocumentException");
        }
        assertThat(aws.kms.listKeys().keys()).hasSize(1);
    }

    @Test
    void conditionsSeeTheEncryptionContext() {
        attach("{'Effect':'Allow','Action':'kms:Encrypt','Resource':'*','Condition':{"
                + "'StringEquals':{'kms:EncryptionContext:tenant':'one'},"
                + "'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['tenant','stage']}}}");

        encrypt(app, Map.of("tenant", "one"));
        encrypt(app, Map.of("tenant", "one", "stage", "test"));
        for (Map<String, String> context :
                List.of(Map.<String, String>of(), Map.of("tenant", "two"), Map.of("tenant", "one", "other", "x"))) {
            assertThat(codeOf(() -> encrypt(app, context))).isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void conditionsSeeTheAliasThatWasAskedFor() {
        aws.kms.createAlias(request -> request.aliasName("alias/app").targetKeyId(key));
        attach("{'Effect':'Allow','Action':'kms:Encrypt','Resource':'*',"
                + "'Condition':{'StringEquals':{'kms:RequestAlias':'alias/app'}}}");

        app.encrypt(request -> request.keyId("alias/app").plaintext(PLAINTEXT));
        app.encrypt(request ->
                request.keyId("arn:aws:kms:us-east-1:123456789012:alias/app").plaintext(PLAINTEXT));
        assertThat(codeOf(() -> encrypt(app, Map.of()))).isEqualTo("AccessDeniedException");
    }

    @Test
    void aKeyMadeInProcessHasThePolicyAndTheRotationItWasGiven() {
        String mine = aws.keys.createKey(
                "us-east-1",
                "mine",
                true,
                Optional.of(Policies.of("{'Effect':'Allow','Principal':'*','Action':'kms:Get*','Resource':'*'}")));

        assertThat(aws.kms.getKeyRotationStatus(request -> request.keyId(mine)).keyRotationEnabled())
                .isTrue();
        assertThat(codeOf(() -> aws.kms.disableKey(request -> request.keyId(mine))))
                .isEqualTo("AccessDeniedException");
        assertThat(aws.kms
                        .getKeyRotationStatus(
                                request -> request.keyId(aws.keys.createKey("us-east-1", "", false, Optional.empty())))
                        .keyRotationEnabled())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachOperationTakesItsRight(String action, Consumer<Call> operation) {
        aws.kms.createAlias(request -> request.aliasName("alias/app").targetKeyId(key));
        Call call = new Call(aws.kms, app, key);

        assertThat(refusalOf(() -> operation.accept(call)))
                .hasMessageContaining("is not authorized to perform: kms:" + action + " on resource: ");
        attach("{'Effect':'Allow','Action':'kms:" + action + "','Resource':'*'}");
        operation.accept(call);
    }

    private record Call(KmsClient administrator, KmsClient app, String key) {}

    static Stream<Arguments> operations() {
        return Stream.of(
                operation("CreateKey", call -> call.app.createKey()),
                operation("DescribeKey", call -> call.app.describeKey(request -> request.keyId(call.key))),
                operation("EnableKey", call -> call.app.enableKey(request -> request.keyId(call.key))),
                operation("DisableKey", call -> call.app.disableKey(request -> request.keyId(call.key))),
                operation("EnableKeyRotation", call -> call.app.enableKeyRotation(request -> request.keyId(call.key))),
                operation(
                        "DisableKeyRotation", call -> call.app.disableKeyRotation(request -> request.keyId(call.key))),
                operation(
                        "GetKeyRotationStatus",
                        call -> call.app.getKeyRotationStatus(request -> request.keyId(call.key))),
                operation(
                        "ScheduleKeyDeletion",
                        call -> call.app.scheduleKeyDeletion(request -> request.keyId(call.key))),
                operation("GetKeyPolicy", call -> call.app.getKeyPolicy(request -> request.keyId(call.key))),
                operation(
                        "PutKeyPolicy",
                        call -> call.app.putKeyPolicy(request -> request.keyId(call.key)
                                .policy(Policies.of(
                                                "{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*'}")
                                        .toString()))),
                operation(
                        "Encrypt",
                        call -> call.app.encrypt(
                                request -> request.keyId(call.key).plaintext(PLAINTEXT))),
                operation(
                        "GenerateDataKey",
                        call -> call.app.generateDataKey(
                                request -> request.keyId(call.key).numberOfBytes(32))),
                operation("Decrypt", call -> {
                    SdkBytes blob = call.administrator
                            .encrypt(request -> request.keyId(call.key).plaintext(PLAINTEXT))
                            .ciphertextBlob();
                    call.app.decrypt(request -> request.ciphertextBlob(blob));
                }),
                operation("ListKeys", call -> call.app.listKeys()),
                operation("ListAliases", call -> call.app.listAliases()),
                operation(
                        "CreateAlias",
                        call -> call.app.createAlias(
                                request -> request.aliasName("alias/new").targetKeyId(call.key))),
                operation(
                        "UpdateAlias",
                        call -> call.app.updateAlias(
                                request -> request.aliasName("alias/app").targetKeyId(call.key))),
                operation("DeleteAlias", call -> call.app.deleteAlias(request -> request.aliasName("alias/app"))));
    }

    private static Arguments operation(String action, Consumer<Call> call) {
        return Arguments.of(action, call);
    }

    @Test
    void anAliasTakesARightOnItselfAndOnItsKey() {
        String alias = "arn:aws:kms:us-east-1:123456789012:alias/app";
        attach("{'Effect':'Allow','Action':'kms:*Alias','Resource':'" + alias + "'}");
        assertThat(refusalOf(() -> app.createAlias(
                        request -> request.aliasName("alias/app").targetKeyId(key))))
                .hasMessageContaining("on resource: " + key);
        attach("{'Effect':'Allow','Action':'kms:*Alias','Resource':'" + key + "'}");
        assertThat(refusalOf(() -> app.createAlias(
                        request -> request.aliasName("alias/app").targetKeyId(key))))
                .hasMessageContaining("on resource: " + alias);
        attach("{'Effect':'Allow','Action':'kms:*Alias','Resource':['" + key + "','" + alias + "']}");
        app.createAlias(request -> request.aliasName("alias/app").targetKeyId(key));
        String other = aws.kms.createKey().keyMetadata().arn();
        assertThat(refusalOf(() -> app.updateAlias(
                        request -> request.aliasName("alias/app").targetKeyId(other))))
                .hasMessageContaining("on resource: " + other);
        aws.kms.updateAlias(request -> request.aliasName("alias/app").targetKeyId(other));
        assertThat(aws.keys.keyArn("us-east-1", "alias/app")).isEqualTo(other);
        assertThat(refusalOf(() -> app.deleteAlias(request -> request.aliasName("alias/app"))))
                .hasMessageContaining("on resource: " + other);
    }

    private void attach(String statement) {
        aws.iam().attach(ROLE, "p", Policies.of(statement), "App");
    }

    private String policy(String keyId) {
        return aws.kms.getKeyPolicy(request -> request.keyId(keyId)).policy();
    }

    private void encrypt(KmsClient kms, Map<String, String> context) {
        kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT).encryptionContext(context));
    }
}
