package rekey.sandbox.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.rotation.RotatingApplication.fingerprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.SecretMessages.Message;
import rekey.sandbox.provision.MeddlingProxy;
import rekey.sandbox.provision.MeddlingProxy.Fate;

/** Something else happens right before a put of the function's reaches Parameter Store. */
class RacesTest {
    private static final String ROTATE = "{'order':'rotate','by':'%s'}";

    @AutoClose
    private final RotatingApplication erp = new RotatingApplication().enrolled();

    private final String first = erp.current();

    @Test
    void aSecretThatAPersonStoresMeanwhileIsNotLostBehindTheNewOne() {
        String arriving = erp.rotateInConsole();
        String byHand = erp.application.issueSecret();
        erp.proxy.nextPut(erp.names.clientSecret(), MeddlingProxy.after(() -> {
            erp.pass(Duration.ofSeconds(1));
            erp.put(erp.names.clientSecret(), byHand);
        }));

        assertThat(erp.deliver()).as("tried again").isOne();

        assertThat(erp.current()).isEqualTo(byHand);
        assertThat(erp.pending()).as("nothing is lost").isEqualTo(arriving);
        erp.passVisibility();
        assertThat(erp.deliver()).as("nobody can tell which is newer").isOne();
        assertThat(erp.current()).isEqualTo(byHand);
        assertThat(erp.log()).contains("secret.restored").contains("MessageRefused");
    }

    @Test
    void aNewerSecretThatIsPromotedMeanwhileStays() {
        List<String> secrets = twoSecretsOfWhichTheSecondComesFirst();

        erp.deliver();
        erp.passVisibility();
        erp.deliver();

        assertThat(erp.current()).isEqualTo(secrets.get(1));
        assertThat(erp.ledger().current().orElseThrow().fingerprint()).isEqualTo(fingerprint(secrets.get(1)));
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
        assertThat(erp.messages()).isZero();
    }

    @Test
    void aNewerSecretComesBackAfterACrashOnTopOfIt() {
        List<String> secrets = twoSecretsOfWhichTheSecondComesFirst(
                () -> erp.sandbox.faults().fail("AmazonSSM.GetParameters", 500, "InternalServerError"));

        assertThat(erp.deliver()).isOne();
        erp.sandbox.faults().repair();
        assertThat(erp.current()).as("for a moment, and proven").isEqualTo(secrets.get(0));
        erp.passVisibility();
        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(secrets.get(1));
        assertThat(erp.ledger().current().orElseThrow().fingerprint()).isEqualTo(fingerprint(secrets.get(1)));
        assertThat(erp.messages()).isZero();
    }

    @Test
    void theWatchPutsANewerSecretBackAsWell() {
        List<String> secrets = twoSecretsOfWhichTheSecondComesFirst(
                () -> erp.sandbox.faults().fail("AmazonSSM.GetParameters", 500, "InternalServerError"));
        erp.deliver();
        erp.sandbox.faults().repair();

        erp.watch();

        assertThat(erp.current()).isEqualTo(secrets.get(1));
    }

    /** The older one's promotion is at its put when the newer one's runs from begin to end. */
    private List<String> twoSecretsOfWhichTheSecondComesFirst(Runnable... then) {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.AT_ONCE, Handling.LOST);
        List<String> secrets = new ArrayList<>(List.of(erp.rotateInConsole()));
        erp.proxy.nextPut(erp.names.clientSecret(), MeddlingProxy.after(() -> {
            erp.pass(Duration.ofSeconds(1));
            secrets.add(erp.rotateInConsole());
            Message newer = erp.application.messages().last(MessageType.NEW_SECRET);
            erp.application.messages().deliver(newer);
            assertThat(erp.deliver()).isZero();
            assertThat(erp.current()).isEqualTo(secrets.get(1));
            List.of(then).forEach(Runnable::run);
        }));
        return secrets;
    }

    @Test
    void twoDeliveriesOfOneMessageAtOnceEndWell() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.AT_ONCE);
        String fresh = erp.rotateInConsole();
        erp.proxy.nextPut(erp.names.clientSecret(), MeddlingProxy.after(() -> {
            erp.application.messages().deliver(erp.application.messages().last(MessageType.NEW_SECRET));
            assertThat(erp.deliver()).isZero();
        }));

        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.ledger().current().orElseThrow().version())
                .isEqualTo(erp.stored(erp.names.clientSecret()).version());
        assertThat(erp.ledger().previous(erp.now()).orElseThrow().fingerprint()).isEqualTo(fingerprint(first));
    }

    @Test
    void aPutWhoseAnswerIsLostIsNotTakenForSomebodyElses() {
        String fresh = erp.rotateInConsole();
        erp.proxy.nextPut(erp.names.clientSecret(), () -> Fate.ANSWER_LOST);

        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.log()).doesNotContain("secret.restored");
    }

    @Test
    void isPromotedOnceWhenTheLedgerCouldNotBeWrittenAfterIt() {
        String fresh = erp.rotateInConsole();
        erp.proxy.nextPut(erp.names.clientSecret(), MeddlingProxy.after(() -> {
            for (int attempt = 0; attempt < 3; attempt++) {
                erp.proxy.nextPut(erp.names.ledger(), () -> Fate.THROTTLED);
            }
        }));
        assertThat(erp.deliver()).isOne();
        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.ledger().pending()).isPresent();

        erp.passVisibility();
        assertThat(erp.deliver()).isZero();

        assertThat(erp.stored(erp.names.clientSecret()).version())
                .as("put once")
                .isEqualTo(2);
        assertThat(erp.ledger().current().orElseThrow().fingerprint()).isEqualTo(fingerprint(fresh));
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void ofTwoOrdersAtOnceOneAsksAmazon() {
        erp.proxy.nextPut(
                erp.names.ledger(),
                MeddlingProxy.after(() -> assertThat(erp.order(ROTATE)
                                .path("request")
                                .path("outcome")
                                .asText())
                        .isEqualTo("ACCEPTED")));

        assertThat(erp.order(ROTATE).path("errorType").asText()).isEqualTo("rekey.failure.RotationRefused");

        assertThat(erp.rotations()).isOne();
        erp.deliver();
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret());
    }

    @Test
    void aNoticeThatFailsIsSentWithTheMessagesNextDeliveryAndHoldsNoSecretUp() {
        String fresh = erp.rotateInConsole();
        erp.sandbox.faults().fail("SNS.Publish", 500, "InternalError");
        assertThat(erp.deliver()).isOne();
        assertThat(erp.current()).isEqualTo(fresh);

        erp.sandbox.faults().repair();
        erp.passVisibility();
        assertThat(erp.deliver()).isZero();
        assertThat(erp.subjects()).hasSize(1);
        assertThat(erp.stored(erp.names.clientSecret()).version()).isEqualTo(2);
    }
}
