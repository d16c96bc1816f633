package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.cli.Laptop.IDENTIFIER;
import static rekey.cli.Laptop.SECRET;
import static rekey.cli.Laptop.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.credential.Placeholder;
import rekey.ledger.CanaryFinding;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerText;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What status finds, without decrypting, and what it makes of it. */
class StatusCommandTest {
    private final Laptop laptop;

    StatusCommandTest() throws IOException {
        laptop = Laptop.running();
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void findsNothingToDoWhereAllIsWell() {
        assertThat(laptop.run("status")).isZero();

        assertThat(laptop.out())
                .contains("my-erp in us-east-1")
                .containsPattern(
                        "ok  " + SECRET + " +set +2  2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d +alias/my-erp  Advanced"
                                + "  150, 165, 173 days: Pending")
                .contains("alias/my-erp  Enabled, rotates, next on 2")
                .contains("email  ops@example.com  confirmed")
                .contains("sms  +14155550100  confirmed")
                .contains("At most 180 days are left of the client secret. Next: nothing until 2")
                .doesNotContain("Needs attention")
                .matches(text -> text.chars().allMatch(c -> c < 128), "is ASCII where the locale is");
        assertThat(laptop.err()).isEmpty();
    }

    @Test
    void neverDecrypts() {
        provisionAgain(SECRET);
        Map<String, Long> before = laptop.sandbox.calls().all();

        assertThat(laptop.run("status", "--json")).isZero();
        Map<String, Long> asked = laptop.sandbox.calls().all();
        asked.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
        assertThat(asked.keySet())
                .containsExactlyInAnyOrder(
                        "AmazonSSM.DescribeParameters",
                        "AmazonSSM.GetParameterHistory",
                        "TrentService.DescribeKey",
                        "TrentService.GetKeyRotationStatus",
                        "SNS.ListSubscriptionsByTopic");
        laptop.kms.disableKey(request -> request.keyId(laptop.kms
                .describeKey(alias -> alias.keyId("alias/my-erp"))
                .keyMetadata()
                .keyId()));
        assertThat(laptop.run("status")).as("not even history is decrypted").isEqualTo(3);
    }

    @Test
    void knowsWhatIsNotSetYetByWhoPutIt() throws Exception {
        try (Laptop fresh = Laptop.deployed()) {
            assertThat(fresh.run("status")).isEqualTo(3);
            assertThat(fresh.out())
                    .containsPattern(IDENTIFIER + " +not set +1")
                    .containsPattern(SECRET + " +not set +1")
                    .containsPattern(TOKEN + " +not set +1")
                    .contains("There is no client secret yet. Next: rekey put clientidentifier.")
                    .contains(TOKEN + ": It is not set yet. Store it: rekey put refreshToken")
                    .contains("deputy@example.com has not confirmed");
            assertThat(fresh.out()).doesNotContain("of 180 days");
        }
    }

    @Test
    void doesNotTakeAPutThatOnlySetsSomethingRightForARotation() throws Exception {
        laptop.sandbox.clock().advance(Duration.ofDays(100));
        provisionAgain(SECRET);

        JsonNode secret = parameter(SECRET);
        assertThat(secret.path("version").asInt()).isEqualTo(3);
        assertThat(secret.path("value").asText()).isEqualTo("set");
        assertThat(status().path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(80);
    }

    @Test
    void doesNotTakeAPlaceholderThatWasPutAgainForAValue() throws Exception {
        try (Laptop fresh = Laptop.deployed()) {
            put(fresh, TOKEN, request -> request.value(Placeholder.VALUE).keyId("alias/my-erp"));

            assertThat(fresh.run("status")).isEqualTo(3);
            assertThat(fresh.out()).containsPattern(TOKEN + " +not set +2");
        }
    }

    @ParameterizedTest
    @CsvSource({"149, 31, 0", "150, 30, 3", "151, 29, 3", "179, 1, 3", "180, 0, 3", "200, -20, 3"})
    void countsTheDaysAndAsksForARotationFromTheFirstReminderOn(int age, int left, int exit) throws Exception {
        laptop.sandbox.clock().advance(Duration.ofDays(age));

        assertThat(laptop.run("status")).isEqualTo(exit);
        assertThat(laptop.out())
                .contains(left > 0 ? "At most %d days are left".formatted(left) : "The client secret ended on")
                .contains("%d of 180 days".formatted(Math.max(0, left)));
        if (exit == 3) {
            assertThat(laptop.out())
                    .contains("Next: rotate it in the Developer Console now, then rekey put clientsecret.")
                    .contains("!!  " + SECRET);
        }
        assertThat(status().path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(left);
    }

    @Test
    void asksForARotationFromTheReminderThatIsSetAndNeverSaysNothingUntilADayThatIsOver() {
        putAgain(
                SECRET,
                request -> request.tier(ParameterTier.ADVANCED)
                        .policies(
                                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"48\",\"Unit\":\"Hours\"}}]"));
        assertThat(laptop.run("status")).as(laptop.out()).isZero();
        assertThat(laptop.out())
                .contains("nothing until "
                        + LocalDate.ofInstant(laptop.sandbox.clock().instant(), ZoneOffset.UTC)
                                .plusDays(2));

        laptop.sandbox.clock().advance(Duration.ofDays(2));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("rotate it in the Developer Console now")
                .doesNotContain("nothing until");
    }

    @Test
    void startsTheDaysAnewWhenANewSecretIsStored() throws Exception {
        laptop.sandbox.clock().advance(Duration.ofDays(170));
        laptop.store("clientsecret", laptop.registered.issueSecret());

        assertThat(status().path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(180);
    }

    @Test
    void seesAWrongKeyWhateverNamesTheRightOne() {
        String keyId = laptop.kms
                .describeKey(request -> request.keyId("alias/my-erp"))
                .keyMetadata()
                .keyId();
        putAgain(IDENTIFIER, request -> request.keyId(keyId));
        putAgain(TOKEN, request -> request.keyId("arn:aws:kms:us-east-1:123456789012:alias/my-erp"));
        assertThat(laptop.run("status")).as(laptop.out()).isZero();

        putAgain(TOKEN, request -> request.keyId(null));
        putAgain(SECRET, request -> request.keyId(null).tier(ParameterTier.ADVANCED));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains(TOKEN + ": It is under alias/aws/ssm instead of alias/my-erp")
                .contains(SECRET + ": It is under alias/aws/ssm instead of alias/my-erp")
                .contains("Rotate it in the Developer Console, then store the new one: rekey put clientsecret")
                .doesNotContain(IDENTIFIER + ":");
    }

    @Test
    void seesASecretThatRemindsNobody() {
        putAgain(SECRET, request -> request.tier(ParameterTier.ADVANCED).policies("[{}]"));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains(SECRET + ": It has no policy that reminds of its age.");

        replace(SECRET, ParameterType.SECURE_STRING);
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains(SECRET + ": Its tier is Standard, which has no reminders.");
    }

    @Test
    void seesAPolicyThatWillDeleteACredential() {
        putAgain(
                SECRET,
                request -> request.tier(ParameterTier.ADVANCED)
                        .policies(
                                "[{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2099-01-02T00:00:00Z\"}}]"));

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("An Expiration policy will delete it on 2099-01-02T00:00:00Z.");
    }

    @Test
    void seesACredentialThatIsNotEncrypted() {
        replace(TOKEN, ParameterType.STRING);

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains(TOKEN + ": It is a String, which is not encrypted.");
    }

    @Test
    void seesAKeyThatIsDisabledDoesNotRotateOrIsGone() {
        String keyId = laptop.kms
                .describeKey(request -> request.keyId("alias/my-erp"))
                .keyMetadata()
                .keyId();
        laptop.kms.disableKeyRotation(request -> request.keyId(keyId));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("alias/my-erp: It does not rotate. aws kms enable-key-rotation --key-id " + keyId);

        laptop.kms.disableKey(request -> request.keyId(keyId));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("alias/my-erp: Its state is Disabled");

        laptop.kms.deleteAlias(request -> request.aliasName("alias/my-erp"));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("alias/my-erp: There is no such alias.")
                .contains("aws kms create-alias");
    }

    @Test
    void seesThatNobodyIsTold() {
        laptop.sns
                .listSubscriptionsByTopic(request -> request.topicArn(laptop.topicArn()))
                .subscriptions()
                .forEach(each -> laptop.sns.unsubscribe(request -> request.subscriptionArn(each.subscriptionArn())));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("subscriptions: No mail address is confirmed");

        laptop.sns.subscribe(
                request -> request.topicArn(laptop.topicArn()).protocol("sms").endpoint("+14155550100"));
        assertThat(laptop.run("status")).as("a short message may not arrive").isEqualTo(3);
        laptop.sns.subscribe(
                request -> request.topicArn(laptop.topicArn()).protocol("email").endpoint("late@example.com"));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("No mail address is confirmed")
                .contains("late@example.com  pending")
                .contains("late@example.com has not confirmed. Follow the link");

        laptop.sns.deleteTopic(request -> request.topicArn(laptop.topicArn()));
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("subscriptions: There is no topic");
    }

    @Test
    void showsWhatShouldBeThereAsMissing() {
        laptop.ssm.deleteParameter(request -> request.name(TOKEN));

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .containsPattern("!!  " + TOKEN + " +missing")
                .contains(TOKEN + ": It is missing. Deploy the stack Rekey-my-erp again, by the command in its output"
                        + " DeployAgain with -c repair=2")
                .doesNotContain("npx cdk deploy");
    }

    @Test
    void saysThatNothingIsDeployedHere() {
        assertThat(laptop.run("status", "--region", "eu-west-1")).isEqualTo(3);

        assertThat(laptop.out())
                .contains("my-erp in eu-west-1")
                .contains("Nothing of my-erp is deployed here. Next: npx cdk deploy -c app=my-erp")
                .contains("correct --app, --region or --profile")
                .doesNotContain("ok  ");
    }

    @Test
    void listsEverySellerAndWhateverElseIsThereOverAllPages() throws Exception {
        for (int i = 0; i < 60; i++) {
            String name = "/my-erp/refreshToken/A%02d".formatted(i);
            laptop.ssm.putParameter(request -> request.name(name)
                    .value("Atzr|x")
                    .type(ParameterType.SECURE_STRING)
                    .keyId("alias/my-erp"));
        }
        laptop.ssm.putParameter(request -> request.name("/my-erp/lwa/rotation")
                .value(LedgerText.write(Ledger.EMPTY))
                .type(ParameterType.STRING));
        laptop.ssm.putParameter(
                request -> request.name("/my-erp2/lwa/x").value("{}").type(ParameterType.STRING));

        List<String> names = new ArrayList<>();
        status().path("parameters").forEach(each -> names.add(each.path("name").asText()));
        assertThat(names).hasSize(65).startsWith(IDENTIFIER, SECRET, TOKEN, "/my-erp/refreshToken/A00");
        assertThat(names.get(64)).isEqualTo("/my-erp/lwa/rotation");
        assertThat(parameter("/my-erp/lwa/rotation").path("value").asText()).isEqualTo("not a credential");
        assertThat(laptop.run("status")).as(laptop.out()).isZero();
    }

    @Test
    void saysHowToStoreASellersTokenThatIsNotSet() {
        String name = "/my-erp/refreshToken/A2EXAMPLE";
        put(laptop, name, request -> request.value(Placeholder.VALUE).keyId("alias/my-erp"));

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains(name + ": It is not set yet. Store it: rekey put refreshToken --seller A2EXAMPLE");
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonSSM.DescribeParameters, AccessDeniedException, ssm:DescribeParameters",
        "TrentService.DescribeKey, AccessDeniedException, kms:DescribeKey",
        "TrentService.GetKeyRotationStatus, AccessDeniedException, kms:GetKeyRotationStatus",
        "SNS.ListSubscriptionsByTopic, AuthorizationError, sns:ListSubscriptionsByTopic"
    })
    void showsTheRestWhenSomethingMayNotBeRead(String operation, String error, String right) throws Exception {
        laptop.sandbox.faults().fail(operation, 400, error);

        assertThat(laptop.run("status")).isEqualTo(1);
        assertThat(laptop.out()).contains("Unknown").contains("access denied. Get " + right);
        if (!operation.contains("DescribeParameters")) {
            assertThat(laptop.out()).containsPattern(SECRET + " +set").contains("180 of 180 days");
        }
        if (!operation.startsWith("SNS")) {
            assertThat(laptop.out()).contains("ops@example.com");
        }
        if (!operation.contains("DescribeKey")) {
            assertThat(laptop.out()).contains("alias/my-erp  Enabled");
        }
        assertThat(status().path("unknown").get(0).asText()).contains(right);
    }

    /** A cron job hears of the secret, whatever else fails at that moment. */
    @ParameterizedTest
    @CsvSource({
        "SNS.ListSubscriptionsByTopic, 400, Throttling",
        "TrentService.DescribeKey, 500, KMSInternalException",
        "TrentService.GetKeyRotationStatus, 400, AccessDeniedException"
    })
    void showsTheRestAndWhatNeedsAttentionWhenSomethingFails(String operation, int status, String error) {
        laptop.sandbox.clock().advance(Duration.ofDays(160));
        laptop.sandbox.faults().fail(operation, status, error);

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("At most 20 days are left").contains("Unknown");
    }

    @Test
    void printsAJsonDocumentAlsoWhenNothingCanBeAsked() throws Exception {
        assertThat(laptop.runAlone("status", "--json", "--profile", "nobody")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(laptop.out());
        assertThat(json.path("error").asText()).isNotBlank();
        assertThat(json.path("exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhatItWouldTakeToKnowWhoPutAValue() throws Exception {
        provisionAgain(SECRET);
        laptop.sandbox.faults().fail("AmazonSSM.GetParameterHistory", 400, "AccessDeniedException");

        assertThat(laptop.run("status")).isEqualTo(1);
        assertThat(laptop.out())
                .containsPattern(SECRET + " +unknown")
                .contains("How many days are left of the client secret is not known.")
                .contains("ssm:GetParameterHistory on it");
        assertThat(status().path("clientSecret").path("daysLeftAtMost").isNull())
                .isTrue();
    }

    @Test
    void doesNotTakeAnIdForAWrongKeyWhenTheKeyMayNotBeLookedAt() throws Exception {
        try (Laptop fresh = Laptop.deployed()) {
            fresh.sandbox.faults().fail("TrentService.DescribeKey", 400, "AccessDeniedException");

            assertThat(fresh.run("status")).as("nothing is set").isEqualTo(3);
            assertThat(fresh.out()).doesNotContain("instead of alias/my-erp").contains("arn:aws:kms:");
        }
    }

    @Test
    void knowsNoTopicWhereItMaySeeNothing() throws Exception {
        laptop.sandbox.faults().fail("AmazonSSM.DescribeParameters", 400, "AccessDeniedException");
        laptop.sandbox.faults().fail("TrentService.DescribeKey", 400, "AccessDeniedException");

        JsonNode status = status();
        assertThat(status.path("exitCode").asInt()).isEqualTo(1);
        assertThat(status.path("parameters").isNull()).isTrue();
        assertThat(status.path("topic").isNull()).isTrue();
        assertThat(status.path("unknown")).hasSize(3);
    }

    @Test
    void printsOneJsonDocumentWithTheSameFacts() throws Exception {
        JsonNode status = status();

        assertThat(status.path("application").asText()).isEqualTo("my-erp");
        assertThat(status.path("region").asText()).isEqualTo("us-east-1");
        assertThat(status.path("key").path("state").asText()).isEqualTo("Enabled");
        assertThat(status.path("key").path("rotates").asBoolean()).isTrue();
        assertThat(status.path("topic").path("arn").asText()).isEqualTo(laptop.topicArn());
        assertThat(status.path("topic").path("subscriptions")).hasSize(3);
        assertThat(status.path("attention")).isEmpty();
        assertThat(status.path("exitCode").asInt()).isZero();
        JsonNode secret = parameter(SECRET);
        assertThat(secret.path("policies")).hasSize(3);
        assertThat(secret.path("policies").get(0).path("when").asText()).isEqualTo("150 days");
        assertThat(secret.path("policies").get(0).path("status").asText()).isEqualTo("Pending");
        assertThat(secret.path("keyIsOwn").asBoolean()).isTrue();
    }

    @Test
    void countsFromTheLedgerAndSaysWhatHappensNext() throws Exception {
        rotationFunction("manual", 50);
        ledger(known(2, Duration.ofDays(30)));

        JsonNode status = status();
        assertThat(status.path("exitCode").asInt()).isZero();
        assertThat(status.path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(149);
        assertThat(status.path("summary").asText())
                .isEqualTo(status.path("rotation").path("sentence").asText());
        assertThat(status.path("rotation").path("phase").asText()).isEqualTo("IN_USE");
        assertThat(status.path("rotation").path("automatic").asBoolean(true)).isFalse();
        assertThat(status.path("rotation").path("daysBefore").asInt()).isEqualTo(50);
        assertThat(laptop.run("status")).isZero();
        assertThat(laptop.out())
                .contains("ok  rotates by hand: rekey rotate")
                .contains("ok  not enrolled: rekey enrol says how")
                .contains("149 days are left of the client secret.")
                .contains("149 of 180 days");
    }

    @Test
    void needsAttentionWhenTheLedgerSaysSo() {
        rotationFunction("auto", 40);
        ledger(known(2, Duration.ofDays(30))
                .with(new CanaryFinding("SECRET_EXPIRED", laptop.sandbox.clock().instant())));

        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("!!  SP-API: SECRET_EXPIRED, since 2")
                .contains("rotation: SP-API has not accepted the secret since 2");
    }

    @Test
    void doesNotTakeTheLedgersSecretForOneThatSomebodyStoredSince() throws Exception {
        ledger(known(2, Duration.ofDays(100)));
        laptop.sandbox.clock().advance(Duration.ofDays(1));
        laptop.store("clientsecret", laptop.registered.issueSecret());

        JsonNode status = status();
        assertThat(status.path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(180);
        assertThat(status.path("summary").asText()).startsWith("At most 180 days are left");
    }

    @Test
    void keepsToTheLedgerWhenTheStackPutsTheSecretAgain() throws Exception {
        ledger(known(2, Duration.ofDays(30)));
        laptop.sandbox.clock().advance(Duration.ofDays(1));
        provisionAgain(SECRET);

        assertThat(status().path("clientSecret").path("daysLeftAtMost").asInt()).isEqualTo(148);
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonSSM.GetParameters, ssm:GetParameters on it",
        "Lambda.GetFunctionConfiguration, lambda:GetFunctionConfiguration on it"
    })
    void saysWhatItWouldTakeToKnowMoreOfTheRotation(String operation, String right) throws Exception {
        rotationFunction("auto", 40);
        ledger(known(2, Duration.ofDays(30)));
        laptop.sandbox.faults().fail(operation, 403, "AccessDeniedException");

        JsonNode status = status();
        assertThat(status.path("exitCode").asInt()).isEqualTo(1);
        assertThat(status.path("unknown").get(0).asText()).contains("access denied. Get " + right);
    }

    private Ledger known(long version, Duration age) {
        Instant now = laptop.sandbox.clock().instant();
        return Ledger.EMPTY.with(KnownSecret.storedByHand("0000000000aa", now, version)
                .expiringAt(now.minus(age).plus(KnownSecret.LIFE)));
    }

    private void ledger(Ledger ledger) {
        laptop.ssm.putParameter(request -> request.name(Laptop.NAMES.ledger())
                .value(LedgerText.write(ledger))
                .type(ParameterType.STRING)
                .overwrite(true));
    }

    private void rotationFunction(String mode, int daysBefore) {
        RotationStandIn.deploy(
                laptop,
                "REKEY_KEY_ARN",
                laptop.keyArn(),
                "REKEY_TOPIC_ARN",
                laptop.topicArn(),
                "REKEY_ROTATION",
                mode,
                "REKEY_ROTATE_DAYS_BEFORE",
                String.valueOf(daysBefore));
    }

    private JsonNode status() throws IOException {
        int code = laptop.run("status", "--json");
        JsonNode json = new ObjectMapper().readTree(laptop.out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(code);
        return json;
    }

    private JsonNode parameter(String name) throws IOException {
        for (JsonNode each : status().path("parameters")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("No " + name);
    }

    private interface Change extends Consumer<PutParameterRequest.Builder> {}

    /** The stack's function puts the value that is there once more. */
    private void provisionAgain(String name) {
        String value = laptop.value(name);
        put(
                laptop,
                name,
                request -> request.value(value).tier(laptop.metadata(name).tier()));
    }

    private static void put(Laptop laptop, String name, Change change) {
        try (SsmClient provision = laptop.as("my-erp-provision").ssm()) {
            provision.putParameter(request -> {
                request.name(name)
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)
                        .keyId("alias/my-erp");
                change.accept(request);
            });
        }
    }

    /** Somebody puts the value that is there once more, by other tools. */
    private void putAgain(String name, Change change) {
        String value = laptop.value(name);
        laptop.ssm.putParameter(request -> {
            request.name(name).value(value).overwrite(true).keyId("alias/my-erp");
            change.accept(request);
        });
    }

    private void replace(String name, ParameterType type) {
        laptop.ssm.deleteParameter(request -> request.name(name));
        laptop.ssm.putParameter(request ->
                request.name(name).value("x").type(type).keyId(type == ParameterType.STRING ? null : "alias/my-erp"));
    }
}
