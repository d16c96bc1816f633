package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;
import rekey.sandbox.stack.Template;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/**
 * What goes wrong in Amazon's own sample, <a
 * href="https://github.com/amzn/selling-partner-api-samples/tree/main/use-cases/lwa-rotation">lwa-rotation</a>, and must
 * not here.
 */
class AmazonsSampleFailsHereTest {
    private static final String ROTATE = "{\"order\":\"rotate\",\"by\":\"an operator\"}";
    /** As long as a message is tried before it goes to the dead-letter queue, 30 times. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofHours(4);

    private final RunningStack life = new RunningStack().enrolled();

    @AfterEach
    void close() {
        life.close();
    }

    /** The sample builds the call, never makes it, and logs that it was successful. */
    @Test
    void theCallIsMadeAndAcceptedIsSaidOnlyWhenAmazonDid() {
        Invoked done = life.invoke("rotation", ROTATE);
        assertThat(outcome(done)).isEqualTo("ACCEPTED");
        assertThat(life.application.secrets()).hasSize(2);
        life.passDays(8);
        assertThat(life.isCurrent(life.application.clientSecret())).isTrue();

        for (SpApiFault fault : List.of(SpApiFault.SERVER_ERROR, SpApiFault.SILENCE, SpApiFault.HTML)) {
            life.sandbox.spApi().failNext(SpApiOperation.ROTATE, fault);
            Invoked unclear = life.invoke("rotation", ROTATE);
            assertThat(outcome(unclear)).as(fault.name()).isEqualTo("UNCLEAR");
            assertThat(unclear.log()).doesNotContain("ACCEPTED");
            life.passDays(8);
        }
        life.sandbox.spApi().failNext(SpApiOperation.ROTATE, SpApiFault.FORBIDDEN);
        assertThat(life.invoke("rotation", ROTATE).payload()).contains("SpApiRefused");
        assertThat(life.application.secrets()).hasSize(2);
    }

    private static String outcome(Invoked answer) {
        return SpApiCall.json(answer.payload()).at("/request/outcome").asText();
    }

    /** The sample catches every exception and returns a text, so that the queue deletes the only copy. */
    @Test
    void aFailureKeepsTheMessage() {
        life.deny("Rotation", "ssm:PutParameter");
        life.application.rotateInConsole();
        life.pass(Duration.ofMinutes(20));
        assertThat(life.messages(life.newSecretQueue)).isEqualTo(1);

        life.allowAgain("Rotation");
        life.pass(Duration.ofMinutes(7));
        assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
        assertThat(life.messages(life.newSecretQueue)).isZero();
    }

    /** The sample logs the whole message. */
    @Test
    void theSecretIsNotLogged() {
        life.deny("Rotation", "ssm:PutParameter");
        String secret = life.application.rotateInConsole();
        life.pass(Duration.ofMinutes(20));
        life.allowAgain("Rotation");
        life.pass(Duration.ofMinutes(7));

        assertThat(life.isCurrent(secret)).isTrue();
        assertThat(life.sandbox.functions().logs())
                .anyMatch(log -> log.contains("message.failed"))
                .anyMatch(log -> log.contains("secret.promoted"))
                .noneMatch(log -> log.contains(secret.substring(secret.length() - 10)));
    }

    /** In the sample, what fails of either queue ends in one. */
    @Test
    void eachQueueHasADeadLetterQueueOfItsOwn() {
        life.application.messages().deliver(MessageType.EXPIRY, life.expiryQueue, "no message");
        life.pass(UNTIL_GIVEN_UP);
        assertThat(life.messages(RunningStack.failed(life.expiryQueue))).isEqualTo(1);
        assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isZero();

        life.application.messages().deliver(MessageType.NEW_SECRET, life.newSecretQueue, "no message");
        life.pass(UNTIL_GIVEN_UP);
        assertThat(life.messages(RunningStack.failed(life.expiryQueue))).isEqualTo(1);
        assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isEqualTo(1);
        assertThat(life.mails("my-erp-expiry-failed is not empty")).hasSize(1);
        assertThat(life.mails("my-erp-new-secret-failed is not empty")).hasSize(1);
    }

    /** The sample has the secret from a parameter of its template. */
    @Test
    void deployingAgainKeepsTheRotatedSecretAndTheLedger() {
        String secret = life.application.rotateInConsole();
        life.pass(Duration.ofMinutes(1));
        assertThat(life.isCurrent(secret)).isTrue();
        List<ParameterHistory> ledger = life.versions(RunningStack.LEDGER);

        ObjectNode changed = Template.usual().json();
        String id = life.only("Custom::RekeySecureString", "VaultClientSecret");
        ((ObjectNode) changed.at("/Resources/" + id + "/Properties")).put("Description", "In other words");
        life.stack.update(Template.of(changed));
        life.stack.update(Template.usual());
        life.stack.update(Template.named("sellers"));

        assertThat(life.isCurrent(secret)).isTrue();
        assertThat(life.versions(RunningStack.LEDGER)).isEqualTo(ledger);
        life.passDays(1);
        assertThat(life.token("{\"forceRefresh\":true}")).startsWith("Atza|");
    }

    /** The sample drops it, which may be the only copy of another application's secret. */
    @Test
    void aMessageForAnUnknownClientIsKeptAndToldOfOnce() {
        RegisteredApplication other = life.sandbox.lwa().register();
        other.enrol(life.expiryQueue, life.newSecretQueue);
        String stranger = other.rotateInConsole();
        life.pass(UNTIL_GIVEN_UP);

        assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isEqualTo(1);
        assertThat(life.mails("my-erp-new-secret-failed is not empty")).hasSize(1);
        assertThat(life.mails("message").stream().filter(mail -> mail.message().contains("another application")))
                .hasSize(1);
        assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
        assertThat(body(life, RunningStack.failed(life.newSecretQueue))).contains(stranger);
    }

    private static String body(RunningStack life, String queueArn) {
        String url = life.sqs
                .getQueueUrl(get -> get.queueName(queueArn.substring(queueArn.lastIndexOf(':') + 1)))
                .queueUrl();
        return life.sqs
                .receiveMessage(receive -> receive.queueUrl(url))
                .messages()
                .get(0)
                .body();
    }
}
