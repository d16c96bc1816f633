package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.function.Deadline;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An operator has the secret rotated: what is looked at, asked, and followed. */
class RotateCommandTest {
    private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";

    private final Laptop laptop = new Laptop();
    private final SqsClient sqs = laptop.as("somebody").sqs();

    RotateCommandTest() throws IOException {
        Queues.make(sqs, laptop.kms);
    }

    @AfterEach
    void close() {
        sqs.close();
        laptop.close();
    }

    @Test
    void printsAChecklistAndAsksNothingInADryRun() {
        RotationStandIn.deploy(laptop);

        assertThat(laptop.run("rotate", "--dry-run")).as(laptop.err()).isZero();
        assertThat(laptop.out())
                .contains("ok  my-erp-expiry             is there, a standard queue")
                .contains("ok  my-erp-new-secret         Amazon's account 437568002678 may send to it")
                .contains("ok  my-erp-new-secret-failed  is empty")
                .contains("ok  store                     can be written to")
                .contains("All is well: rekey rotate would ask Amazon for a new secret.")
                .matches(text -> text.chars().allMatch(c -> c < 128), "is ASCII where the locale is");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void asksNothingWhileACheckFailsAndSaysWhatToDo() {
        RotationStandIn.deploy(
                laptop, "CHECK", "{\"checks\":[{\"name\":\"overlap\",\"passed\":false,\"text\":\"until tomorrow\"}]}");
        assertThat(laptop.run("rotate")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("!!  overlap                   until tomorrow")
                .contains("Amazon was not asked: 1 of 11 checks did not pass.");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);

        laptop.meanwhile = this::arrives;
        assertThat(laptop.run("rotate", "--force")).as("by force it may").isZero();
    }

    @Test
    void losesNoSecretAlsoByForce() {
        RotationStandIn.deploy(laptop);
        String url = sqs.getQueueUrl(request -> request.queueName("my-erp-new-secret"))
                .queueUrl();
        sqs.deleteQueue(request -> request.queueUrl(url));

        assertThat(laptop.run("rotate", "--force")).isEqualTo(3);
        assertThat(laptop.out())
                .containsPattern("!!  my-erp-new-secret +is not there")
                .contains("-> Deploy the stack Rekey-my-erp again");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void followsTheSecretUntilItIsInUse() {
        RotationStandIn.deploy(laptop);
        laptop.meanwhile = this::arrives;

        assertThat(laptop.run("rotate")).as(laptop.err()).isZero();
        assertThat(laptop.out())
                .containsPattern("ok  2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d  requested  Amazon issues a new secret")
                .containsPattern("received   The new secret has come and is kept, as the pending one: 0000000000bb")
                .containsPattern("proven     Login with Amazon and SP-API accept it")
                .containsPattern("current    It is in use, as version 3")
                .contains("The new secret is in use. Callers get tokens of it within 5 minutes");
        assertThat(ledger().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.by()).isEqualTo(OPERATOR));
    }

    @Test
    void explainsAnAnswerThatAmazonDidNotGive() {
        RotationStandIn.deploy(laptop, "OUTCOME", "UNCLEAR");

        assertThat(laptop.run("rotate", "--timeout", "2")).isEqualTo(1);
        assertThat(laptop.out())
                .contains("unclear    Amazon did not answer; Rekey waits for the message and does not ask again.")
                .contains("The new secret is not in use yet, 2 min on. Nothing is lost")
                .contains("my-erp-new-secret, or in my-erp-new-secret-failed, for 14 days")
                .contains("rekey status");
    }

    @Test
    void findsTheRequestInTheLedgerWhenTheFunctionBreaksOff() {
        RotationStandIn.deploy(laptop, "BREAKS", "rotate");
        laptop.meanwhile = this::arrives;

        assertThat(laptop.run("rotate")).as(laptop.err()).isZero();
        assertThat(laptop.out()).contains("requested").contains("current");
    }

    @Test
    void asksOnceAlsoWhenTheFunctionBreaksOff() {
        RotationStandIn.deploy(laptop, "BREAKS", "rotate");
        long before = laptop.sandbox.calls().of("Lambda.Invoke");

        laptop.run("rotate", "--timeout", "1");
        assertThat(laptop.sandbox.calls().of("Lambda.Invoke") - before)
                .as("check and rotate")
                .isEqualTo(2);
    }

    @Test
    void saysWhyTheFunctionDidNotAsk() {
        RotationStandIn.deploy(laptop, "REFUSES", "rotate");

        assertThat(laptop.run("rotate")).isEqualTo(1);
        assertThat(laptop.err()).contains("RotationRefused: A new secret is not proven yet. Wait for it.");
    }

    @Test
    void failsWhenAmazonRefused() {
        RotationStandIn.deploy(laptop, "OUTCOME", "REFUSED");

        assertThat(laptop.run("rotate")).isEqualTo(1);
        assertThat(laptop.out()).contains("Amazon issued no new secret. The one in use stays as it is.");
    }

    @Test
    void doesNotAskWithoutTheFunction() {
        assertThat(laptop.run("rotate")).isEqualTo(3);
        assertThat(laptop.out()).contains("There is no function my-erp-rotation in this account and region.");
    }

    @Test
    void printsOneJsonDocument() throws Exception {
        RotationStandIn.deploy(laptop);
        JsonNode dry = json(0, "rotate", "--dry-run", "--json");
        assertThat(dry.path("asked").asBoolean(true)).isFalse();
        assertThat(dry.path("checks"))
                .hasSize(11)
                .allMatch(check -> check.path("result").asText().equals("passed"));

        laptop.meanwhile = this::arrives;
        JsonNode done = json(0, "rotate", "--json");
        assertThat(done.path("asked").asBoolean()).isTrue();
        assertThat(done.path("request").path("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(done.path("steps").findValuesAsText("step"))
                .containsExactly("requested", "received", "proven", "current");
        assertThat(done.path("ending").asText()).isEqualTo("current");
    }

    @ParameterizedTest
    @CsvSource({"STS.GetCallerIdentity, sts:GetCallerIdentity", "AmazonSSM.GetParameters, ssm:GetParameters"})
    void saysWhatItWouldTake(String operation, String right) {
        RotationStandIn.deploy(laptop);
        laptop.sandbox.faults().fail(operation, 403, "AccessDeniedException");

        assertThat(laptop.run("rotate")).isEqualTo(1);
        assertThat(laptop.err()).contains("access denied. Get " + right);
        laptop.sandbox.faults().repair();
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"x", "-1", "1441", "1.5"})
    void takesMinutesOnly(String timeout) {
        assertThat(laptop.run("rotate", "--timeout=" + timeout)).isEqualTo(2);
        assertThat(laptop.err()).contains("--timeout: It is a whole number of minutes, up to 1440.");
    }

    private JsonNode json(int code, String... arguments) throws IOException {
        assertThat(laptop.run(arguments)).as(laptop.err()).isEqualTo(code);
        JsonNode json = new ObjectMapper().readTree(laptop.out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(code);
        return json;
    }

    /** The new secret: first it comes, then it is put in use. */
    private void arrives() {
        change(ledger -> {
            KnownSecret secret = ledger.find("0000000000bb")
                    .map(known -> known.promotedAt(laptop.sandbox.clock().instant(), 3))
                    .orElseGet(() -> KnownSecret.received(
                            "0000000000bb",
                            laptop.sandbox.clock().instant().plus(KnownSecret.LIFE),
                            laptop.sandbox.clock().instant()));
            return ledger.with(secret);
        });
    }

    private Ledger ledger() {
        return store().read(Deadline.in(Duration.ofSeconds(10)));
    }

    private void change(UnaryOperator<Ledger> change) {
        store().add("test", "test", change, Deadline.in(Duration.ofSeconds(10)));
    }

    private LedgerStore store() {
        return new LedgerStore(laptop.ssm, Laptop.NAMES, laptop.sandbox.clock());
    }
}
