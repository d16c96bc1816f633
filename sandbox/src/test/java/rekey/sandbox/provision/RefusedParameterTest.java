package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.ALIAS;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.provision.MeddlingProxy.Fate;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What CloudFormation is told when it does not work; closing the stack looks for leaks. */
class RefusedParameterTest {
    private static final String SECRET = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";
    private static final String NOT_CREATED = "not created: " + CloudFormationStandIn.LOGICAL_ID;

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    @Test
    void tellsAllThatIsWrongWithItsPropertiesAtOnce() {
        JsonNode answer = stack.create(
                "Name", "my-erp/secret", "KeyArn", ALIAS, "Tier", "Gold", "Value", SECRET, "OnDelete", "maybe");

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NOT_CREATED);
        assertThat(reason(answer))
                .contains("Name: ", "KeyArn: ", "Tier: ", "OnDelete: ", "Unknown properties: Value.")
                .doesNotContain(SECRET, "my-erp/secret", "Gold", "maybe");
        assertThat(stack.sandbox.calls().all().keySet()).noneMatch(operation -> operation.startsWith("AmazonSSM"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRING", "STRING_LIST"})
    void refusesAParameterOfAnotherType(ParameterType type) {
        stack.store(
                SECRET,
                put -> put.type(type).keyId(null).tier(ParameterTier.STANDARD).policies(null));

        JsonNode answer = stack.create();

        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NOT_CREATED);
        assertThat(reason(answer)).contains(NAME + " exists, and is a " + type + ":", "delete it");
        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void saysHowToGoOnWithTheKeyOfAnEarlierDeployment() {
        String before = stack.newKey();
        stack.store(SECRET, put -> put.keyId(before));
        stack.kms.disableKey(request -> request.keyId(before));

        JsonNode answer = stack.create();

        assertThat(reason(answer))
                .contains("Cannot read " + NAME + ": its value is encrypted by the KMS key " + before + ",")
                .contains("deploy with -c key=" + before + ". ");
        assertThat(stack.latest().version()).isEqualTo(1);

        stack.kms.enableKey(request -> request.keyId(before));
        assertThat(stack.create("KeyArn", before).get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.latest().version()).isEqualTo(1);
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void finishesTheArnOfAKeyThatIsKnownByItsId() {
        String before = stack.newKey();
        stack.store(SECRET, put -> put.keyId(before.substring(before.indexOf('/') + 1)));
        stack.kms.scheduleKeyDeletion(request -> request.keyId(before));
        stack.sandbox.clock().advance(Duration.ofDays(31));

        assertThat(reason(stack.create())).contains("deploy with -c key=" + before + ". ");
    }

    @Test
    void noticesThatTheAliasNamedAnotherKeyWhenTheValueWasStored() {
        stack.store(SECRET);
        String next = stack.newKey();
        stack.kms.deleteAlias(request -> request.aliasName(ALIAS));
        stack.kms.createAlias(request -> request.aliasName(ALIAS).targetKeyId(next));
        stack.kms.disableKey(request -> request.keyId(stack.key));

        JsonNode answer = stack.create("KeyArn", next);

        assertThat(reason(answer)).contains("deploy with -c key=" + stack.key + ". ");
    }

    @Test
    void asksForTheArnWhenOnlyTheAliasOfTheKeyIsKnown() {
        stack.store(SECRET);
        String next = stack.newKey();
        stack.kms.deleteAlias(request -> request.aliasName(ALIAS));
        stack.kms.createAlias(request -> request.aliasName(ALIAS).targetKeyId(next));
        stack.kms.scheduleKeyDeletion(request -> request.keyId(stack.key));
        stack.sandbox.clock().advance(Duration.ofDays(31));

        assertThat(reason(stack.create("KeyArn", next)))
                .contains("encrypted by the KMS key " + ALIAS + ",")
                .contains("deploy with -c key=the ARN of that key. ");
    }

    @Test
    void saysThatOurOwnKeyCannotBeUsed() {
        stack.kms.disableKey(request -> request.keyId(stack.key));

        assertThat(reason(stack.create()))
                .isEqualTo("Cannot create " + NAME + ": Parameter Store cannot use the KMS key " + stack.key
                        + " (InvalidKeyId). Enable the key, or cancel its deletion, and deploy again.");
        assertThat(stack.exists(NAME)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GetParameterHistory, read the metadata of, ssm:GetParameterHistory",
        "GetParameter, read, ssm:GetParameter",
        "PutParameter, update, ssm:PutParameter"
    })
    void saysWhichRightIsMissingOnWhat(String operation, String verb, String right) {
        stack.store(SECRET, put -> put.description("Before"));
        stack.sandbox.faults().fail("AmazonSSM." + operation, 400, "AccessDeniedException");

        assertThat(reason(stack.update(NAME)))
                .startsWith("Cannot %s %s: access denied. Grant the function's role %s on this parameter"
                        .formatted(verb, NAME, right));
        stack.sandbox.faults().repair();
        assertThat(stack.value()).isEqualTo(SECRET);
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    /** The SDK gives up on a throttled call after three attempts. */
    @Test
    void waitsForARightThatIsOnItsWayAndForAThrottleToPass() {
        stack.bePatient(Duration.ofSeconds(30));
        stack.proxy.next("GetParameterHistory", Fate.DENIED);
        stack.proxy.next("PutParameter", Fate.DENIED);
        for (int i = 0; i < 4; i++) {
            stack.proxy.next("PutParameter", Fate.THROTTLED);
        }

        assertThat(stack.create().get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void givesUpOnARightThatDoesNotComeInTime() {
        stack.bePatient(Duration.ofSeconds(2));
        stack.sandbox.faults().fail("AmazonSSM.PutParameter", 400, "AccessDeniedException");

        assertThat(reason(stack.create())).contains("Cannot create " + NAME + ": access denied.");
        assertThat(stack.sandbox.calls().of("AmazonSSM.PutParameter")).isBetween(2L, 6L);
    }

    @Test
    void namesTheRightsOnTheKeyThatACreateNeeds() {
        stack.sandbox.faults().fail("AmazonSSM.PutParameter", 400, "AccessDeniedException");

        assertThat(reason(stack.create()))
                .isEqualTo(
                        "Cannot create " + NAME + ": access denied. Grant the function's role ssm:PutParameter on this"
                                + " parameter, and kms:Encrypt and kms:GenerateDataKey on its KMS key " + stack.key
                                + ", and deploy again.");
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException", "500, InternalServerError", "400, TooManyUpdates"})
    void saysTryAgainWhenParameterStoreIsBusy(int status, String code) {
        stack.sandbox.faults().fail("AmazonSSM.PutParameter", status, code);

        assertThat(reason(stack.create())).contains("Parameter Store is busy (" + code + ")", "Deploy again");
        stack.sandbox.faults().repair();
        assertThat(stack.create().get("PhysicalResourceId").asText()).isEqualTo(NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "ParameterLimitExceeded, as many parameters as it may",
        "ParameterMaxVersionLimitExceeded, the oldest has a label",
        "SomethingNew, Parameter Store refuses it (SomethingNew)"
    })
    void saysWhatElseIsInTheWay(String code, String reason) {
        stack.sandbox.faults().fail("AmazonSSM.PutParameter", 400, code);

        assertThat(reason(stack.create())).contains("Cannot create " + NAME, reason);
    }

    @Test
    void tellsOfALabelOnTheOldestVersion() {
        stack.store(SECRET);
        stack.ssm.labelParameterVersion(
                request -> request.name(NAME).parameterVersion(1L).labels("kept"));
        for (int i = 1; i < 100; i++) {
            stack.store(SECRET);
        }

        assertThat(reason(stack.update(NAME, "Description", "Other")))
                .contains("Cannot update " + NAME + ": it has 100 versions");
        assertThat(stack.value()).isEqualTo(SECRET);
    }

    @Test
    void answersARequestOfNoKnownType() {
        JsonNode answer = stack.ask("Rotate", NAME, Map.of());

        assertThat(reason(answer)).contains("RequestType is missing, or is not what CloudFormation sends.");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
    }

    private static String reason(JsonNode answer) {
        assertThat(answer.get("Status").asText()).as("%s", answer).isEqualTo("FAILED");
        assertThat(answer.has("Data")).isFalse();
        return answer.get("Reason").asText();
    }

    /** Waiting does not help, and a deployment of many parameters would wait for each. */
    @ParameterizedTest
    @ValueSource(strings = {"ParameterLimitExceeded", "SomethingNew", "InvalidKeyId"})
    void doesNotWaitForWhatDoesNotPass(String code) {
        stack.bePatient(Duration.ofSeconds(5));
        stack.sandbox.faults().fail("AmazonSSM.PutParameter", 400, code);

        assertThat(reason(stack.create())).contains(code.equals("ParameterLimitExceeded") ? "as many" : code);
        assertThat(stack.sandbox.calls().of("AmazonSSM.PutParameter")).isEqualTo(1);
    }

    @Test
    void givesUpOnSomebodyWhoKeepsCreatingAndDeleting() {
        for (int i = 0; i < 3; i++) {
            stack.proxy.next("PutParameter", MeddlingProxy.after(() -> stack.store(SECRET)));
            stack.proxy.next(
                    "GetParameterHistory",
                    i == 0
                            ? () -> Fate.FORWARDED
                            : MeddlingProxy.after(() -> stack.ssm.deleteParameter(request -> request.name(NAME))));
        }

        JsonNode answer = stack.create();

        assertThat(reason(answer))
                .isEqualTo("Somebody keeps creating and deleting " + NAME + ". Deploy again when that has ended.");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NOT_CREATED);
    }

    @Test
    void saysThatTheValueIsBlank() {
        stack.ssm.putParameter(put -> put.name(NAME).value("  ").type(ParameterType.SECURE_STRING));

        assertThat(reason(stack.create()))
                .isEqualTo(NAME + " holds nothing but blanks. Store its value, or delete it, and deploy again.");
    }
}
