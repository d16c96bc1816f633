package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.function.Deadline;
import rekey.ledger.Enrolment;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An operator has Amazon send to the queues, and hears whether it does. */
class EnrolCommandTest {
    private final Laptop laptop = new Laptop();
    private final SqsClient sqs = laptop.as("somebody").sqs();

    EnrolCommandTest() throws IOException {
        Queues.make(sqs, laptop.kms);
        RotationStandIn.deploy(laptop);
    }

    @AfterEach
    void close() {
        sqs.close();
        laptop.close();
    }

    @Test
    void printsTheQueuesAndTheStepsAndNotesNothingByItself() {
        assertThat(laptop.run("enrol")).as(laptop.err()).isZero();

        assertThat(laptop.out())
                .contains("ok  my-erp-expiry             is there, a standard queue")
                .contains("Notification preferences")
                .containsPattern(
                        "Application Client Secret Expiry[^\n]*\n +arn:aws:sqs:us-east-1:123456789012:my-erp-expiry\n")
                .containsPattern(
                        "Application Client New Secret[^\n]*\n +arn:aws:sqs:us-east-1:123456789012:my-erp-new-secret\n")
                .contains("When it is done: rekey enrol --done");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void asksOnATerminalWhetherItIsDone() {
        laptop.answer = "no";
        assertThat(laptop.run("enrol")).isZero();
        assertThat(laptop.out()).contains("Is it done? [y/N]").contains("When it is done");
        assertThat(ledger().isEnrolled()).isFalse();

        laptop.answer = " Yes ";
        assertThat(laptop.run("enrol")).isZero();
        assertThat(ledger().isEnrolled()).isTrue();
    }

    @Test
    void saysHonestlyWhatItProvesThatNoMessageHasComeYet() {
        assertThat(laptop.run("enrol", "--done")).as(laptop.err()).isZero();

        assertThat(laptop.out())
                .contains("ok It is noted that Amazon sends to these queues.")
                .contains("No message has come yet, which proves nothing")
                .contains("about 90 days before it does. rekey rotate is the proof at once");
        assertThat(ledger().change().orElseThrow().by()).isEqualTo("arn:aws:iam::123456789012:user/operator");
    }

    @Test
    void seesAMessageCome() {
        laptop.meanwhile = this::messageComes;

        assertThat(laptop.run("enrol", "--done", "--timeout", "5")).isZero();
        assertThat(laptop.out())
                .contains("ok Messages of Amazon's arrive: one came on 2")
                .doesNotContain("No message");

        assertThat(laptop.run("enrol")).isZero();
        assertThat(laptop.out())
                .as("nothing is asked that is known")
                .contains("Messages of Amazon's arrive")
                .doesNotContain("When it is done");
    }

    @Test
    void doesNotHaveAmazonSendWhereNothingIsKept() {
        String url =
                sqs.getQueueUrl(request -> request.queueName("my-erp-expiry")).queueUrl();
        sqs.deleteQueue(request -> request.queueUrl(url));

        assertThat(laptop.run("enrol", "--done")).isEqualTo(3);
        assertThat(laptop.out())
                .contains("!!  my-erp-expiry")
                .contains("Set that right first: a message that is not kept is lost.")
                .doesNotContain("Notification preferences");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void failsWhereTheFunctionBreaksOff() {
        RotationStandIn.deploy(laptop, "BREAKS", "enrolled");

        assertThat(laptop.run("enrol", "--done")).isEqualTo(1);
        assertThat(laptop.err()).contains("my-erp-rotation did not answer, or broke off.");
    }

    private void messageComes() {
        store().add(
                        "rotation",
                        "took in a message",
                        ledger -> ledger.with(
                                new Enrolment(true, laptop.sandbox.clock().instant(), "a message came")),
                        Deadline.in(Duration.ofSeconds(10)));
    }

    private Ledger ledger() {
        return store().read(Deadline.in(Duration.ofSeconds(10)));
    }

    private LedgerStore store() {
        return new LedgerStore(laptop.ssm, Laptop.NAMES, laptop.sandbox.clock());
    }
}
